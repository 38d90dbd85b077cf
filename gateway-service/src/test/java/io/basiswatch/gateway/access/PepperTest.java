package io.basiswatch.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.gateway.testing.Servers;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PepperTest {
    private static final String OTHER = "W5nB8xR2tV7zK3mP9cL6yF1hD4sG0jaQ";

    private static AccessConfig config(String pepper, String id, List<String> former) {
        return new KeyParts.Settings() {
            @Override
            public Optional<String> keyPepper() {
                return Optional.of(pepper);
            }

            @Override
            public String keyPepperId() {
                return id;
            }

            @Override
            public Optional<List<String>> formerKeyPeppers() {
                return Optional.of(former);
            }
        };
    }

    @Test
    void newKeysAreMadeWithTheCurrentPepperAndOldOnesCheckedWithTheirs() {
        // Given
        ApiKey key = ApiKey.random(new SecureRandom());
        // When
        Peppers peppers = Pepper.checked(config(Servers.PEPPER, "2", List.of("1:" + OTHER)));
        // Then
        assertThat(peppers.currentId()).isEqualTo("2");
        assertThat(peppers.current().of(key)).isEqualTo(new KeyHash(Servers.PEPPER).of(key));
        assertThat(peppers.of("1").orElseThrow().of(key)).isEqualTo(new KeyHash(OTHER).of(key));
        assertThat(peppers.of("3")).isEmpty();
    }

    @Test
    void whatIsNoGoodIsRefusedWithoutShowingIt() {
        Map<String, AccessConfig> wrong = Map.of(
                "GATEWAY_KEY_PEPPER is not set", config(" ", "1", List.of()),
                "GATEWAY_KEY_PEPPER is still a sample value", config("please-change-this-pepper-now", "1", List.of()),
                "GATEWAY_KEY_PEPPER is shorter than 16", config("short", "1", List.of()),
                "GATEWAY_KEY_PEPPER_ID: the id", config(Servers.PEPPER, "not an id", List.of()),
                "two peppers have the id 1", config(Servers.PEPPER, "1", List.of("1:" + OTHER)),
                "is not ID:PEPPER", config(Servers.PEPPER, "1", List.of(OTHER)),
                "GATEWAY_FORMER_KEY_PEPPERS is shorter", config(Servers.PEPPER, "1", List.of("2:short")));
        wrong.forEach((complaint, config) -> assertThatThrownBy(() -> Pepper.checked(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(complaint)
                .message()
                .doesNotContain(OTHER, Servers.PEPPER));
    }
}
