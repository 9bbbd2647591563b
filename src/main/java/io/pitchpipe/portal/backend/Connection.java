package io.pitchpipe.portal.backend;

import io.pitchpipe.portal.common.TeamId;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a team's calls go, and with which key.
 *
 * @param id identifies it for good: pointing a team elsewhere makes another connection
 * @param team whose key it is
 * @param kind of backend
 * @param baseUrl absent for the embedded server, whose port changes with every start: see {@link BackendAddress}
 * @param credential the team's own key
 * @param measuresHeldOut whether Pitchpipe's own tuning server stands behind it, which takes held-out examples: the embedded one, or one that said so
 */
public record Connection(
        ConnectionId id,
        TeamId team,
        Kind kind,
        @Nullable URI baseUrl,
        Credential credential,
        boolean measuresHeldOut) {

    /** What stands behind a connection. */
    public enum Kind {
        /** The tuning server this portal starts itself. */
        EMBEDDED,
        /** Any other server of the same surface, given by its URL. */
        REMOTE
    }

    /** A connection to the embedded server, or to another of which nothing is known but its address. */
    public Connection(ConnectionId id, TeamId team, Kind kind, @Nullable URI baseUrl, Credential credential) {
        this(id, team, kind, baseUrl, credential, kind == Kind.EMBEDDED);
    }

    public Connection {
        if ((kind == Kind.REMOTE) != (baseUrl != null)) {
            throw new IllegalArgumentException("A remote connection has a base URL, the embedded one has none");
        }
    }

    /** The same, knowing whether it takes held-out examples. */
    public Connection measuringHeldOut(boolean does) {
        return new Connection(id, team, kind, baseUrl, credential, does);
    }

    /** The host that people know the backend by; empty for the embedded server. */
    public Optional<String> host() {
        return Optional.ofNullable(baseUrl).map(URI::getHost);
    }

    /**
     * Reads a base URL as people paste it: {@code https://host[:port][/prefix]}, without the version.
     *
     * @throws IllegalArgumentException with a sentence for the user if it is none, holds user information, a query or a fragment
     */
    public static URI baseUrl(String text) {
        URI url;
        try {
            url = URI.create(text.strip().replaceAll("/+$", ""));
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("This is no URL. One looks like https://example.org", unreadable);
        }
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new IllegalArgumentException("The address starts with https:// or http:// and names a host");
        }
        if (url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException("The address has no user name, no question mark and no #");
        }
        return url;
    }
}
