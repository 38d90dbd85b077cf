package io.basiswatch.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.gateway.testing.Keys;
import io.basiswatch.gateway.testing.Servers;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdminCredentialsTest {
    @Test
    void eachTokenIsTold() {
        // Given
        AdminCredentials credentials = AdminCredentials.parse("X", Servers.ADMIN_TOKENS);
        // When, Then
        assertThat(credentials.operator(Keys.tokens().get(0))).contains(new Operator(Optional.empty()));
        assertThat(credentials.operator(Keys.tokens().get(1))).contains(new Operator(Optional.of("acme")));
        assertThat(credentials.operator(Keys.tokens().get(2))).contains(new Operator(Optional.of("globex")));
        assertThat(credentials.operator("")).isEmpty();
        assertThat(credentials.operator(Servers.ADMIN_TOKENS)).isEmpty();
    }

    @Test
    void whatIsNoGoodIsRefusedWithoutShowingIt() {
        for (String wrong : List.of(
                "",
                "\n \n",
                "short-but-random-7Zk2mX9vB4tR8w",
                "change-me-change-me-change-me-change-me",
                "sample-sample-sample-sample-sample-sample",
                "8fQ2rZ6vXn3kLw9pTb5mYc1dHs7gJa4e acme",
                "8fQ2rZ6vXn3kLw9pTb5mYc1dHs7gJa4e owner=",
                "8fQ2rZ6vXn3kLw9pTb5mYc1dHs7gJa4e\nshort")) {
            assertThatThrownBy(() -> AdminCredentials.parse("GATEWAY_ADMIN_TOKEN", wrong))
                    .as(wrong)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("GATEWAY_ADMIN_TOKEN")
                    .message()
                    .doesNotContain("8fQ2rZ6vXn3kLw9pTb5mYc1dHs7gJa4e", "short-but");
        }
    }
}
