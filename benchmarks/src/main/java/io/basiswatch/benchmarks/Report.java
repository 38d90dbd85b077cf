package io.basiswatch.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of one scenario, with the commit and the machine that they belong to: one file under {@code results/}. */
public final class Report {
    private final String scenario;
    private final String commit;
    private final Clock clock;
    private final Machine machine;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Map<String, Object>> rows = new ArrayList<>();

    Report(String scenario, String commit, Clock clock) throws IOException {
        this.scenario = scenario;
        this.commit = commit;
        this.clock = clock;
        this.machine = Machine.here();
    }

    /**
     * One measured number.
     *
     * @param name what was measured
     * @param parameters under which conditions
     * @param value the number
     * @param error half the width of its 99.9 % interval; NaN where it was measured once
     * @param unit what it counts
     */
    public record Figure(String name, Map<String, String> parameters, double value, double error, String unit) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%-28s %14.1f %-12s %s", name, value, unit, parameters);
        }
    }

    /** Takes a figure and shows it. */
    public void add(Figure figure) {
        figures.add(figure);
        System.out.println(figure);
    }

    /** The figure called {@code name} that was taken under {@code parameters}. */
    double figure(String name, Map<String, String> parameters) {
        return figures.stream()
                .filter(figure ->
                        figure.name().equals(name) && figure.parameters().equals(parameters))
                .mapToDouble(Figure::value)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not measured: " + name + ' ' + parameters));
    }

    /** Takes a row of a table, whose maker shows it: texts and numbers by name. */
    public void row(Map<String, Object> row) {
        rows.add(row);
    }

    /** Writes {@code folder/<scenario>.json} anew. */
    Path write(Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve(scenario + ".json");
        try (Writer text = Files.newBufferedWriter(file);
                JsonGenerator json =
                        new JsonFactory().createGenerator(text).setPrettyPrinter(new DefaultPrettyPrinter())) {
            json.writeStartObject();
            json.writeStringField("scenario", scenario);
            json.writeStringField("commit", commit);
            json.writeStringField("measured_at", clock.instant().toString());
            machine.write(json);
            json.writeArrayFieldStart("figures");
            for (Figure figure : figures) {
                write(figure, json);
            }
            json.writeEndArray();
            if (!rows.isEmpty()) {
                writeRows(json);
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return file;
    }

    private static void write(Figure figure, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", figure.name());
        json.writeObjectFieldStart("parameters");
        for (Map.Entry<String, String> parameter : figure.parameters().entrySet()) {
            json.writeStringField(parameter.getKey(), parameter.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("value", figure.value());
        if (!Double.isNaN(figure.error())) {
            json.writeNumberField("error", figure.error());
        }
        json.writeStringField("unit", figure.unit());
        json.writeEndObject();
    }

    private void writeRows(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("rows");
        for (Map<String, Object> row : rows) {
            json.writeStartObject();
            for (Map.Entry<String, Object> field : row.entrySet()) {
                switch (field.getValue()) {
                    case Double number -> json.writeNumberField(field.getKey(), Math.round(number * 100) / 100.0);
                    case Number number -> json.writeNumberField(field.getKey(), number.longValue());
                    case Object text -> json.writeStringField(field.getKey(), text.toString());
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
