package io.basiswatch.gateway.admin;

import io.basiswatch.gateway.access.SampleValues;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The credentials of the admin plane, one a line: {@code TOKEN} for all keys, or {@code TOKEN owner=NAME} for the keys of
 * one owner. Only their digests are kept.
 */
final class AdminCredentials {
    private static final int LEAST_LENGTH = 32;
    private static final String OWNER = "owner=";

    private final List<Credential> credentials;

    private AdminCredentials(List<Credential> credentials) {
        this.credentials = List.copyOf(credentials);
    }

    private record Credential(byte[] digest, Operator operator) {}

    /**
     * Empty where none is configured.
     *
     * @throws ConfigurationException with one clear line where one is no good, which ends the process
     */
    static Optional<AdminCredentials> of(AdminConfig config) {
        if (config.token().isPresent() && config.tokenFile().isPresent()) {
            throw new ConfigurationException("GATEWAY_ADMIN_TOKEN and GATEWAY_ADMIN_TOKEN_FILE exclude each other");
        }
        return config.tokenFile()
                .map(file -> parse("GATEWAY_ADMIN_TOKEN_FILE", text(file)))
                .or(() -> config.token().map(text -> parse("GATEWAY_ADMIN_TOKEN", text)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ConfigurationException("GATEWAY_ADMIN_TOKEN_FILE cannot be read: " + e);
        }
    }

    static AdminCredentials parse(String name, String text) {
        List<Credential> parsed = new ArrayList<>();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            String[] parts = line.split("\\s+", 2);
            parsed.add(new Credential(
                    digest(SampleValues.refuse(name, parts[0], LEAST_LENGTH)),
                    new Operator(parts.length == 1 ? Optional.empty() : Optional.of(owner(name, parts[1])))));
        });
        if (parsed.isEmpty()) {
            SampleValues.refuse(name, "", LEAST_LENGTH);
        }
        return new AdminCredentials(parsed);
    }

    private static String owner(String name, String rest) {
        if (!rest.startsWith(OWNER) || rest.length() == OWNER.length()) {
            throw new ConfigurationException(name + ": behind a token there is nothing, or owner=NAME");
        }
        return rest.substring(OWNER.length());
    }

    /** Whose the token is; takes the same time whichever it is, and wherever it differs. */
    Optional<Operator> operator(String token) {
        byte[] digest = digest(token);
        Optional<Operator> found = Optional.empty();
        for (Credential credential : credentials) {
            if (MessageDigest.isEqual(credential.digest, digest)) {
                found = Optional.of(credential.operator);
            }
        }
        return found;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
