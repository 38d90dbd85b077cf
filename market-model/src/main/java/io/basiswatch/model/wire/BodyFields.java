package io.basiswatch.model.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Levels;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The fields of one event's body, by their numbers: doubles are 1 to 9, everything else starts at 10. */
final class BodyFields {
    static final int TEXT = 10;
    static final int SECOND_TEXT = 11;
    static final int CHOICE = 12;
    static final int SECOND_CHOICE = 13;
    static final int TIME = 14;
    static final int SECOND_TIME = 15;
    static final int LIST = 16;
    static final int SECOND_LIST = 17;
    static final int THIRD_TEXT = 18;

    private static final double[] NOTHING = new double[0];

    private final double[] numbers = new double[9];
    private int present;
    private String text = "";
    private String secondText = "";
    private String thirdText = "";
    private int choice;
    private int secondChoice;
    private long time;
    private long secondTime;
    private boolean hasSecondTime;
    private double[] list = NOTHING;
    private double[] secondList = NOTHING;

    static BodyFields read(CodedInputStream in) throws IOException {
        BodyFields fields = new BodyFields();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            fields.readField(tag, in);
        }
        return fields;
    }

    private void readField(int tag, CodedInputStream in) throws IOException {
        int field = WireFormat.getTagFieldNumber(tag);
        if (field <= numbers.length) {
            numbers[field - 1] = in.readDouble();
            present |= 1 << field;
            return;
        }
        switch (field) {
            case TEXT -> text = in.readString();
            case SECOND_TEXT -> secondText = in.readString();
            case THIRD_TEXT -> thirdText = in.readString();
            case CHOICE -> choice = in.readEnum();
            case SECOND_CHOICE -> secondChoice = in.readEnum();
            case TIME -> time = in.readSInt64();
            case SECOND_TIME -> {
                secondTime = in.readSInt64();
                hasSecondTime = true;
            }
            case LIST -> list = readList(in);
            case SECOND_LIST -> secondList = readList(in);
            default -> in.skipField(tag);
        }
    }

    private static double[] readList(CodedInputStream in) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        double[] values = new double[in.getBytesUntilLimit() / Double.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        in.popLimit(outer);
        return values;
    }

    String text() {
        return text;
    }

    String secondText() {
        return secondText;
    }

    String thirdText() {
        return thirdText;
    }

    int choice() {
        return choice;
    }

    int secondChoice() {
        return secondChoice;
    }

    long time() {
        return time;
    }

    /** The double with this number, which the kind cannot do without. */
    double number(int field) {
        if ((present & 1 << field) == 0) {
            throw new WireException("field " + field + " is missing");
        }
        return numbers[field - 1];
    }

    OptionalDouble optionalNumber(int field) {
        return (present & 1 << field) == 0 ? OptionalDouble.empty() : OptionalDouble.of(numbers[field - 1]);
    }

    OptionalLong secondTime() {
        return hasSecondTime ? OptionalLong.of(secondTime) : OptionalLong.empty();
    }

    long requiredSecondTime() {
        return secondTime().orElseThrow(() -> new WireException("field " + SECOND_TIME + " is missing"));
    }

    Levels levels() {
        return levels(list);
    }

    Levels secondLevels() {
        return levels(secondList);
    }

    private static Levels levels(double[] pairs) {
        double[] prices = new double[pairs.length / 2];
        double[] quantities = new double[pairs.length / 2];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = pairs[2 * i];
            quantities[i] = pairs[2 * i + 1];
        }
        return new Levels(prices, quantities);
    }

    List<DepthProfile.Band> bands() {
        return IntStream.range(0, list.length / 3)
                .mapToObj(i -> new DepthProfile.Band(list[3 * i], list[3 * i + 1], list[3 * i + 2]))
                .toList();
    }

    List<DepthProfile.Slippage> slippage() {
        return IntStream.range(0, secondList.length / 3)
                .mapToObj(
                        i -> new DepthProfile.Slippage(secondList[3 * i], secondList[3 * i + 1], secondList[3 * i + 2]))
                .toList();
    }
}
