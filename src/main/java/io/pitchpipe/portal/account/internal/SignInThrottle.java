package io.pitchpipe.portal.account.internal;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down without locking anyone out. An address that fails often is answered late, and has a few tries left for each
 * account: everybody may seem to come from the address of a proxy, and whoever knows their password gets in. An account that is guessed
 * at from many addresses answers late, to right and wrong passwords alike, but it answers: its owner still gets in.
 */
@Component
public class SignInThrottle {

    static final int FAILURES_PER_ADDRESS = 20;
    static final int FAILURES_PER_ACCOUNT = 10;

    /** Of one account from one address, once that address has none left. */
    static final int FAILURES_PER_PAIR = 5;

    static final Duration WINDOW = Duration.ofMinutes(10);

    private final LoadingCache<String, Bucket> addresses = buckets(FAILURES_PER_ADDRESS);
    private final LoadingCache<String, Bucket> accounts = buckets(FAILURES_PER_ACCOUNT);
    private final LoadingCache<String, Bucket> pairs = buckets(FAILURES_PER_PAIR);

    private static LoadingCache<String, Bucket> buckets(int capacity) {
        return Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(WINDOW.multipliedBy(2))
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, WINDOW))
                        .build());
    }

    /** Takes one attempt from the address; false if it has none left. */
    public boolean allows(String address) {
        return addresses.get(address).tryConsume(1);
    }

    /** Takes one attempt on the account from an address that has none left; false if this was tried too often too. */
    boolean allows(String address, String email) {
        return pairs.get(pair(address, email)).tryConsume(1);
    }

    /** Takes one attempt from the account; false if it has none left and the answer should be late. */
    boolean isCalm(String email) {
        return accounts.get(email).tryConsume(1);
    }

    /** A right password gives the attempts back. */
    public void succeeded(String address, String email) {
        addresses.get(address).addTokens(1);
        accounts.get(email).reset();
        pairs.get(pair(address, email)).reset();
    }

    private static String pair(String address, String email) {
        return address + "\n" + email;
    }
}
