package io.pitchpipe.portal.account;

/**
 * Who somebody says they are when they get an account, as typed; services check and tidy it.
 *
 * @param name 1 to 100 characters
 * @param email 3 to 254 characters with an @
 * @param password in the clear, to be hashed and forgotten
 */
public record NewAccount(String name, String email, String password) {

    /** Never shows the password. */
    @Override
    public String toString() {
        return "NewAccount[" + email + "]";
    }
}
