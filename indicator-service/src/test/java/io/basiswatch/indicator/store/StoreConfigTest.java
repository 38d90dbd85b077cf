package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class StoreConfigTest {
    private static StoreOptions options(Map<String, String> properties) {
        return StoreOptions.of(new SmallRyeConfigBuilder()
                .withMapping(StoreConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(StoreConfig.class));
    }

    private static Map<String, String> shipped() throws Exception {
        Properties properties = new Properties();
        try (InputStream file = StoreConfigTest.class.getResourceAsStream("/application.properties")) {
            properties.load(file);
        }
        Map<String, String> own = new HashMap<>();
        properties.forEach((name, value) -> {
            if (name.toString().startsWith("indicator.store.")) {
                own.put(name.toString(), value.toString());
            }
        });
        return own;
    }

    @Test
    void whatIsShippedIsWhatIsSaidInTheCode() throws Exception {
        assertThat(shipped()).hasSize(7);
        assertThat(options(shipped())).isEqualTo(StoreOptions.defaults());
        assertThat(options(Map.of())).isEqualTo(StoreOptions.defaults());
    }

    @Test
    void valuesThatAreLookedBackOnCannotBeDropped() {
        assertThatThrownBy(() -> options(Map.of("indicator.store.values.retention", "90d")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("400 days");
        assertThat(options(Map.of("indicator.store.values.retention", "800d")).values())
                .isEqualTo(Duration.ofDays(800));
    }
}
