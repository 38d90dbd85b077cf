package io.basiswatch.collector.venue.binance;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.archive.ArchiveTerms;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The archives of {@code data.binance.vision}: spot and USD-M count the base currency, COIN-M counts contracts of USD.
 *
 * @see <a href="https://github.com/binance/binance-public-data">Binance public data</a>
 */
@AutoService(ArchiveTerms.class)
public final class BinanceArchiveTerms implements ArchiveTerms {
    private static final DateTimeFormatter EXPIRY =
            DateTimeFormatter.ofPattern("yyMMdd").withZone(ZoneOffset.UTC);

    @Override
    public List<Venue> venues() {
        return Arrays.stream(Market.values()).map(Market::venue).toList();
    }

    @Override
    public Optional<Terms> of(Instrument instrument) {
        return Arrays.stream(Market.values())
                .filter(market -> market.venue().equals(instrument.venue()))
                .filter(market -> trades(market, instrument))
                .findFirst()
                .map(market -> new Terms(
                        instrument, symbol(market, instrument), market.defaultContractSize(instrument.base())));
    }

    private static boolean trades(Market market, Instrument instrument) {
        boolean derivative = instrument.isPerpetual() || instrument.contract() instanceof Contract.Future;
        return switch (market) {
            case SPOT -> instrument.isSpot();
            case USDM -> derivative && !instrument.isInverse();
            case COINM ->
                derivative && instrument.isInverse() && instrument.quote().equals("USD");
        };
    }

    private static String symbol(Market market, Instrument instrument) {
        String pair = instrument.base() + instrument.quote();
        return switch (instrument.contract()) {
            case Contract.Future(var expiry) -> pair + '_' + EXPIRY.format(expiry);
            case Contract.Perpetual perpetual -> market.isInverse() ? pair + "_PERP" : pair;
            default -> pair;
        };
    }
}
