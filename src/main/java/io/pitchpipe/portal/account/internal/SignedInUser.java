package io.pitchpipe.portal.account.internal;

import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.common.UserId;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** The principal of a session. Who may do what is not in here: {@code Access} asks the database. */
public final class SignedInUser implements UserDetails, CurrentUser.Principal, CredentialsContainer {

    private static final long serialVersionUID = 1L;

    private final UUID userId;
    private final String email;
    private final int sessionEpoch;
    private transient @Nullable String passwordHash;

    public SignedInUser(UserId userId, String email, @Nullable String passwordHash, int sessionEpoch) {
        this.userId = userId.value();
        this.email = email;
        this.passwordHash = passwordHash;
        this.sessionEpoch = sessionEpoch;
    }

    @Override
    public UserId userId() {
        return new UserId(userId);
    }

    @Override
    public OptionalInt sessionEpoch() {
        return OptionalInt.of(sessionEpoch);
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of(new SimpleGrantedAuthority("ROLE_USER"));
    }

    @Override
    public @Nullable String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return email;
    }

    @Override
    public void eraseCredentials() {
        passwordHash = null;
    }
}
