package io.pitchpipe.portal.backend.internal;

import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.backend.Credential;
import io.pitchpipe.portal.common.InstanceSecret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keeps API keys unreadable in the database: AES-256-GCM under the instance's secret key, bound to the row they belong to. The key comes from
 * {@code PITCHPIPE_SECRET_KEY} (32 bytes in base64) or from the file {@code secret.key} in the data folder, which is made on first use, readable by its owner
 * only. A copy of the database without that key gives no API key away.
 */
@Component
class SecretBox implements InstanceSecret {

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY = 32;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    @Autowired
    SecretBox(
            @Value("${pitchpipe.secret-key:}") String fromEnvironment,
            @Value("${pitchpipe.data}") Path data,
            SecretMark database) {
        this(fromEnvironment.isBlank() ? fromFile(data.resolve("secret.key"), database) : decoded(fromEnvironment));
        database.require(this);
    }

    SecretBox(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** What the key comes to: tells keys apart, and gives none away. */
    String mark() {
        return HexFormat.of().formatHex(hmac("pitchpipe: which secret key"));
    }

    /** Never the mark, which is in the database: no purpose gives its text. */
    @Override
    public byte[] keyFor(String purpose) {
        return hmac("pitchpipe: key for " + purpose);
    }

    private byte[] hmac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This JVM has no HMAC-SHA256", impossible);
        }
    }

    byte[] seal(ConnectionId owner, Credential credential) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, owner);
            var sealed = cipher.doFinal(credential.reveal().getBytes(StandardCharsets.US_ASCII));
            return ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This JVM has no AES-GCM", impossible);
        }
    }

    /** The credential; empty if it was sealed under another key, for another row, or was tampered with. */
    Optional<Credential> open(ConnectionId owner, byte[] sealed) {
        if (sealed.length < 1 + NONCE + TAG_BITS / 8 || sealed[0] != VERSION) {
            return Optional.empty();
        }
        var nonce = new byte[NONCE];
        System.arraycopy(sealed, 1, nonce, 0, NONCE);
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, nonce, owner);
            var opened = cipher.doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
            return Optional.of(new Credential(new String(opened, StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, ConnectionId owner) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static byte[] decoded(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException unreadable) {
            // Without its cause, whose message quotes the text.
            throw new IllegalStateException("The secret key is not base64: give 32 random bytes in base64");
        }
        if (key.length != KEY) {
            throw new IllegalStateException("The secret key has " + key.length + " bytes instead of " + KEY);
        }
        return key;
    }

    private static byte[] fromFile(Path file, SecretMark database) {
        try {
            if (!Files.exists(file)) {
                database.requireNone();
                create(file);
            }
            return decoded(Files.readString(file));
        } catch (IOException unreadable) {
            throw new IllegalStateException("The secret key in the data folder cannot be read or made", unreadable);
        }
    }

    /** Written aside and moved into place, so that a crash leaves no half key; if another process was first, its key stays. */
    private static void create(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        var key = new byte[KEY];
        new SecureRandom().nextBytes(key);
        var aside = file.resolveSibling("secret.key." + ProcessHandle.current().pid());
        Files.deleteIfExists(aside);
        var posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createFile(aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(
                aside,
                Base64.getEncoder().encodeToString(key) + "\n",
                posix
                        ? Set.of(StandardOpenOption.WRITE).toArray(StandardOpenOption[]::new)
                        : Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                                .toArray(StandardOpenOption[]::new));
        try {
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException another) {
            // The other process's key is the instance's.
        } catch (UnsupportedOperationException noLinks) {
            Files.move(aside, file);
        }
        Files.deleteIfExists(aside);
    }
}
