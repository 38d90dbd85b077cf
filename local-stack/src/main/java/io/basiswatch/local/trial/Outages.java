package io.basiswatch.local.trial;

import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.trial.Outage.Bar;
import java.util.List;

/** What can happen to our own processes, as the table of faults lists it. */
final class Outages {
    private Outages() {}

    /**
     * Those with these codes, in their own order; without a code all of them.
     *
     * @param kills how often a process is killed where it is about that
     * @throws CommandFailure where there is no such code
     */
    static List<Outage> of(List<String> codes, int kills) {
        List<Outage> all = all(kills);
        List<String> known = all.stream().map(Outage::code).toList();
        codes.stream().filter(code -> !known.contains(code)).findFirst().ifPresent(code -> {
            throw CommandFailure.misused("no such outage: '" + code + "'; there are " + String.join(" ", known));
        });
        return all.stream()
                .filter(outage -> codes.isEmpty() || codes.contains(outage.code()))
                .toList();
    }

    private static List<Outage> all(int kills) {
        return List.of(
                Outage.of(
                                "F8",
                                "the collector's clock jumps by +1 h and by -1 h, then runs at 0.9 of its pace",
                                1,
                                Bar.healed(10),
                                MachineOutages::clock)
                        .unless(TurnedClock::obstacle),
                Outage.of("F9", "broker killed, back after 60 s", 1, Bar.healed(10), ProcessOutages::brokerDead),
                Outage.of("F10", "broker hangs for 120 s", 1, Bar.healed(10), ProcessOutages::brokerHangs),
                Outage.of(
                        "F16",
                        "kill -9 of collector, indicator or gateway by chance, " + kills + " times",
                        1,
                        Bar.healed(30),
                        ProcessOutages.kills(kills)),
                Outage.of(
                        "F17",
                        "one of two collectors, indicators, gateways frozen for 30 s, each in turn",
                        2,
                        Bar.healed(30),
                        ProcessOutages::frozen),
                Outage.of("F21", "all replaced one by one under load", 2, Bar.unfelt(3), ProcessOutages::rolling),
                Outage.of("F22", "indicators 1 → 4 → 1, twice", 1, Bar.unfelt(3), ProcessOutages::storm),
                Outage.of(
                                "F23",
                                "10 % of packets lost, then 1 Mbit/s, between venues and collector, collector and broker",
                                1,
                                Bar.healed(10),
                                MachineOutages::badLines)
                        .unless(BadLine::obstacle),
                Outage.of(
                                "F24",
                                "the kernel kills collector and indicator for want of memory",
                                1,
                                Bar.healed(30),
                                MachineOutages::outOfMemory)
                        .unless(MemoryCage::obstacle),
                Outage.of("F25", "records that nobody can read in the log", 1, Bar.healed(5), MachineOutages::poison));
    }
}
