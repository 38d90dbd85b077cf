// What ccxt knows of each venue when its streams begin: its class, the markets of the frames, how its books are asked for.
//
// Markets are made from the symbols in the frames and not by loadMarkets(), whose answers the captures do not hold in
// today's form; ccxt's parsers look them up in the same tables.

const parsed = (frame) => {
    try {
        return JSON.parse(frame.payload.toString());
    } catch {
        return undefined;
    }
};

/** The distinct symbols that `idOf` finds in the messages. */
function symbols(frames, idOf) {
    const ids = new Set();
    for (const frame of frames) {
        const message = frame.isRest ? undefined : parsed(frame);
        const id = message && idOf(message);
        if (id) {
            ids.add(id);
        }
    }
    return [...ids];
}

function market(id, type, settle, symbol) {
    const [, base, quote] = /^t?(.{2,}?)[-_:/]?(USDT|USDC|UST|USD|EUR|GBP|BTC|XBT|ETH|PERP)?$/i.exec(id);
    const isSpot = type === 'spot';
    const isInverse = settle === 'base';
    return {
        id,
        lowercaseId: id.toLowerCase(),
        symbol: symbol ?? id,
        base,
        quote: quote ?? 'USD',
        baseId: base,
        quoteId: quote ?? 'USD',
        settle: isSpot ? undefined : isInverse ? base : quote,
        type,
        spot: isSpot,
        swap: type === 'swap',
        future: type === 'future',
        option: type === 'option',
        contract: !isSpot,
        linear: isSpot ? undefined : !isInverse,
        inverse: isSpot ? undefined : isInverse,
        contractSize: isSpot ? undefined : 1,
        active: true,
        precision: { amount: 1e-8, price: 1e-8 },
        limits: {},
        info: {},
    };
}

const markets = (frames, idOf, type, settle) => symbols(frames, idOf).map((id) => market(id, type, settle));

function binance(name, url, type, settle, rule) {
    return (frames) => ({
        name,
        tradeParser: 'parseWsTrade',
        url: (exchange) => `${exchange.urls.api.ws[url]}/1`,
        markets: markets(frames, (message) => message.data?.s ?? message.s, type, settle),
        subscribe: (exchange, client, all) => {
            for (const { symbol } of all) {
                exchange.orderbooks[symbol] = exchange.orderBook({}, 1000);
                exchange.fetchOrderBookSnapshot(client, {}, { symbol, type: rule, limit: 1000, params: {} });
            }
        },
        book: (exchange, frame, all) => {
            const answer = parsed(frame);
            if (answer?.lastUpdateId === undefined) {
                return undefined;
            }
            const symbol = answer.symbol ?? new URLSearchParams(frame.address.split('?')[1]).get('symbol') ?? all[0].symbol;
            const book = exchange.parseOrderBook(answer, symbol, exchange.safeInteger(answer, 'T'));
            book.nonce = exchange.safeInteger(answer, 'lastUpdateId');
            return { symbol, book };
        },
    });
}

function bitstamp(frames) {
    return {
        name: 'bitstamp',
        tradeParser: 'parseWsTrade',
        url: (exchange) => exchange.urls.api.ws,
        markets: markets(frames, (message) => message.channel?.split('_').at(-1), 'spot'),
        book: (exchange, frame) => {
            const symbol = /\/order_book\/([a-z0-9]+)/.exec(frame.address)?.[1];
            if (symbol === undefined) {
                return undefined;
            }
            const answer = parsed(frame);
            const book = exchange.parseOrderBook(answer, symbol, exchange.safeIntegerProduct(answer, 'microtimestamp', 0.001));
            book.nonce = exchange.safeInteger(answer, 'microtimestamp');
            return { symbol, book };
        },
    };
}

function okx(frames) {
    const type = (id) => (id.endsWith('-SWAP') ? 'swap' : id.split('-').length > 2 ? 'future' : 'spot');
    return {
        name: 'okx',
        tradeParser: 'parseTrade',
        url: (exchange) => `${exchange.urls.api.ws}/public`,
        markets: symbols(frames, (message) => message.arg?.instId).map((id) => market(id, type(id), id.includes('-USD-') ? 'base' : 'quote')),
        subscribe: (exchange, client, all) => {
            for (const { symbol } of all) {
                client.subscriptions[`books:${symbol}`] = true;
            }
        },
    };
}

function bybit(frames) {
    return {
        name: 'bybit',
        tradeParser: 'parseWsTrade',
        url: (exchange, address) => address || 'wss://stream.bybit.com/v5/public/linear',
        markets: frames.some((frame) => frame.address.includes('/v5/public/spot'))
            ? markets(frames, (message) => message.topic?.split('.').at(-1), 'spot')
            : markets(frames, (message) => message.topic?.split('.').at(-1), 'swap'),
    };
}

function coinbase(frames) {
    const isAdvanced = frames.some((frame) => !frame.isRest && parsed(frame)?.channel !== undefined);
    const idOf = isAdvanced
        ? ({ events }) => events?.[0]?.product_id ?? (events?.[0]?.trades ?? events?.[0]?.tickers)?.[0]?.product_id
        : (message) => message.product_id;
    return {
        name: isAdvanced ? 'coinbase' : 'coinbaseexchange',
        tradeParser: isAdvanced ? 'parseTrade' : 'parseWsTrade',
        url: (exchange) => exchange.urls.api.ws,
        markets: markets(frames, idOf, 'spot'),
    };
}

function simple(name, tradeParser, type, settle, idOf) {
    return (frames) => ({
        name,
        tradeParser,
        url: (exchange) => exchange.urls.api.ws.public ?? exchange.urls.api.ws,
        markets: markets(frames, idOf, type, settle),
    });
}

function hyperliquid(frames) {
    const coins = symbols(frames, ({ data }) => (Array.isArray(data) ? data[0] : data)?.coin);
    return {
        name: 'hyperliquid',
        tradeParser: 'parseWsTrade',
        url: (exchange) => exchange.urls.api.ws.public,
        markets: coins.map((coin, index) => market(String(index).padStart(2, '0'), 'swap', 'quote', `${coin}/USDC:USDC`)),
    };
}

function krakenSpot(frames) {
    const isFirstVersion = frames.some((frame) => !frame.isRest && Array.isArray(parsed(frame)));
    return isFirstVersion ? 'reads version 2 of these streams, the capture is of version 1' : kraken(frames);
}

const kraken = simple('kraken', 'parseWsTrade', 'spot', undefined, ({ data }) => data?.[0]?.symbol);

const byName = {
    'binance-spot': binance('binance', 'spot', 'spot', undefined, 'spot'),
    'binance-usdm': binance('binanceusdm', 'future', 'swap', 'quote', 'future'),
    // ccxt itself joins these books by spot's rule, which does not fit them: the book would be given up at once.
    'binance-coinm': binance('binancecoinm', 'delivery', 'swap', 'base', 'future'),
    okx,
    bybit,
    deribit: simple('deribit', 'parseTrade', 'swap', 'base', ({ params }) => params?.data?.instrument_name ?? params?.data?.[0]?.instrument_name),
    coinbase,
    'kraken-spot': krakenSpot,
    'kraken-futures': simple('krakenfutures', 'parseWsTrade', 'swap', 'base', (message) => message.product_id),
    bitfinex: simple('bitfinex', 'parseWsTrade', 'spot', undefined, (message) => message.symbol),
    bitstamp,
    hyperliquid,
};

/** What is known of the venue `name`, or a text that says why ccxt cannot be measured on these frames. */
export function venues(name, frames, ccxt) {
    const venue = byName[name]?.(frames) ?? 'has no streaming class for it';
    return typeof venue === 'string' || ccxt.pro[venue.name] !== undefined ? venue : 'has no streaming class for it';
}
