package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.dataset.Reading.Format;
import java.util.List;

/** The public tuning guide's example: 15 pairs that teach a model to answer a number with the next one. */
final class SampleData {

    static final String NAME = "Number generator";
    static final String FILE_NAME = "number-generator.csv";
    static final ImportPlan PLAN = new ImportPlan(
            new Reading(Format.DELIMITED, ',', '"', true, "UTF-8", 0), new ColumnMapping(List.of("0"), "1"));

    private static final List<Example> EXAMPLES = List.of(
            new Example("1", "2"),
            new Example("3", "4"),
            new Example("-3", "-2"),
            new Example("twenty two", "twenty three"),
            new Example("two hundred", "two hundred one"),
            new Example("ninety nine", "one hundred"),
            new Example("8", "9"),
            new Example("-98", "-97"),
            new Example("1,000", "1,001"),
            new Example("10,100,000", "10,100,001"),
            new Example("thirteen", "fourteen"),
            new Example("eighty", "eighty one"),
            new Example("one", "two"),
            new Example("three", "four"),
            new Example("seven", "eight"));

    private SampleData() {}

    static String csv() {
        var csv = new StringBuilder("text_input,output\n");
        EXAMPLES.forEach(example -> csv.append('"')
                .append(example.input())
                .append("\",\"")
                .append(example.output())
                .append("\"\n"));
        return csv.toString();
    }
}
