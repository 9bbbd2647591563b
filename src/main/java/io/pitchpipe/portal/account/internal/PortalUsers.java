package io.pitchpipe.portal.account.internal;

import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** Finds who wants to sign in. A disabled user is as unknown as one who never was: same answer, same time. */
@Component
public class PortalUsers {

    private final UserRepository users;

    PortalUsers(UserRepository users) {
        this.users = users;
    }

    UserDetails load(String email) {
        return users.signInData(email)
                .filter(UserRepository.SignInData::enabled)
                .map(data -> new SignedInUser(data.id(), data.email(), data.passwordHash(), data.sessionEpoch()))
                .orElseThrow(() -> new UsernameNotFoundException("No such user"));
    }
}
