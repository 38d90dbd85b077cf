package io.basiswatch.gateway.representation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormatTest {
    @Test
    void theFormatThatIsTakenMostGladlyIsGiven() {
        Map.of(
                        "", Format.JSON,
                        "*/*", Format.JSON,
                        "text/csv", Format.CSV,
                        "TEXT/CSV; header=present; Q=0.5", Format.CSV,
                        "application/x-ndjson, application/json;q=0.9", Format.NDJSON,
                        "application/json;q=0.1, text/*;q=0.2", Format.CSV,
                        "text/html, application/xhtml+xml, */*;q=0.8", Format.JSON,
                        "application/json;q=0, */*", Format.NDJSON,
                        "text/csv;q=2, application/x-ndjson;q=0.001", Format.NDJSON,
                        ",;,text/csv", Format.CSV)
                .forEach((accept, format) -> assertThat(Format.of(Optional.empty(), accept))
                        .as(accept)
                        .isEqualTo(format));
    }

    @Test
    void whereNoneIsTakenThatIsSaid() {
        for (String accept : List.of("text/html", "application/json;q=0", "text/csv;q=no", "*/*;q=0", "json")) {
            assertThatThrownBy(() -> Format.of(Optional.empty(), accept))
                    .as(accept)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.reason()).isEqualTo(Reason.NOT_ACCEPTABLE))
                    .hasMessageContaining("application/x-ndjson");
        }
    }

    @Test
    void theNamedFormatIsGivenWhateverElseIsTaken() {
        assertThat(Format.of(Optional.of("csv"), "text/html")).isEqualTo(Format.CSV);
        assertThatThrownBy(() -> Format.of(Optional.of("xml"), "*/*")).hasMessageContaining("json, ndjson and csv");
    }

    @Test
    void codingsAreTakenWhereTheyAreNamedOrAllAre() {
        assertThat(List.of("gzip", "br, GZIP;q=0.5", "*", "identity;q=0, *;q=0.1"))
                .allMatch(header -> Accepted.parse(header).takesCoding("gzip"));
        assertThat(List.of("", "br", "gzip;q=0", "*;q=1, gzip;q=0", "identity", "x-gzip"))
                .noneMatch(header -> Accepted.parse(header).takesCoding("gzip"));
    }

    @Test
    void aTagIsFoundAmongThoseThatTheClientHas() {
        Tag strong = Tag.ofQuestion("a");
        Tag weak = Tag.ofContent("a");
        assertThat(strong.isNamedIn("\"x\", " + strong)).isTrue();
        assertThat(strong.isNamedIn("W/" + strong)).isTrue();
        assertThat(strong.isNamedIn("*")).isTrue();
        assertThat(weak.isNamedIn(weak.toString())).isTrue();
        assertThat(strong.isNamedIn(strong.compressed().toString())).isFalse();
        assertThat(strong.isNamedIn("\"x\"")).isFalse();
        assertThat(strong.isNamedIn(strong.text())).isFalse();
    }

    @Test
    void anAnswerThatChangesTwiceInASecondGetsASecondOfItsOwn() {
        Sightings sightings = new Sightings();
        assertThat(sightings.of("q", Tag.ofContent("1"), 100).since()).isEqualTo(100);
        assertThat(sightings.of("q", Tag.ofContent("1"), 105).since()).isEqualTo(100);
        assertThat(sightings.of("q", Tag.ofContent("2"), 105).since()).isEqualTo(105);
        assertThat(sightings.of("q", Tag.ofContent("1"), 105).since()).isEqualTo(106);
        assertThat(sightings.of("other", Tag.ofContent("1"), 105).since()).isEqualTo(105);
    }
}
