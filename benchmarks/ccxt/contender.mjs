// ccxt's pro classes as a contender of 05-compare: `node contender.mjs VENUE FRAMES`, then one line `round MS` a round.
//
// The path of a message is ccxt's own from the text of a WebSocket message on: Client.onMessage (JSON.parse and its
// regular expression), handleMessage, the parsers, its caches and its order book. Left out, in its favour: the socket, and
// the promises that a program's `await watchTrades()` makes for every message.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import ccxt from 'ccxt';
import Client from './node_modules/ccxt/js/src/base/ws/Client.js';
import { venues } from './venues.mjs';

const PATIENCE = 4;

function readFrames(file) {
    const bytes = readFileSync(file);
    let at = 0;
    const text = () => {
        const length = bytes.readUInt16BE(at);
        at += 2 + length;
        return bytes.toString('utf8', at - length, at);
    };
    const count = bytes.readInt32BE(at);
    at += 4;
    const frames = [];
    for (let i = 0; i < count; i++) {
        const isRest = bytes[at] === 1;
        at += 9; // and the time, which ccxt does not want
        const connection = text();
        const address = text();
        const length = bytes.readInt32BE(at);
        at += 4 + length;
        frames.push({ isRest, connection, address, payload: bytes.subarray(at - length, at) });
    }
    return frames;
}

/** One pass over the frames by an exchange that knows its markets and nothing else yet. */
class Pass {
    constructor(venue, frames, isCounting) {
        this.frames = frames;
        this.venue = venue;
        this.exchange = new ccxt.pro[venue.name]();
        this.exchange.setMarkets(venue.markets);
        this.exchange.marketsLoading = Promise.resolve(this.exchange.markets);
        this.answers = new Map();
        this.awaited = new Map();
        this.isUnsettled = false;
        this.refused = 0;
        this.last = undefined;
        this.tally = { trades: 0, quotes: 0, books: 0, others: 0 };
        this.exchange.fetchRestOrderBookSafe = (symbol) => this.snapshot(symbol);
        // Not by a timer, as a pass takes no breath in which timers would fire.
        this.exchange.spawn = (method, ...args) => method.apply(this.exchange, args).catch(() => {});
        this.clients = new Map();
        this.isCounting = isCounting;
        this.kindsOfFrame = new Set();
        if (isCounting) {
            this.countTrades();
        }
    }

    /** One ccxt client a socket, because what a socket subscribed to is known to its client. */
    client(frame) {
        let client = this.clients.get(frame.connection);
        if (client === undefined) {
            client = new Client(this.venue.url(this.exchange, frame.address), this.exchange.handleMessage.bind(this.exchange), () => {}, () => {}, () => {}, {});
            client.reject = () => { this.refused++; };
            client.send = async () => {};
            client.log = () => {};
            client.resolve = this.isCounting ? (result, hash) => this.count(result, String(hash)) : (result) => this.last = result;
            this.venue.subscribe?.(this.exchange, client, this.venue.markets);
            this.clients.set(frame.connection, client);
        }
        return client;
    }

    /** ccxt asks for a book over REST: the recorded answer, as soon as the capture has it. */
    snapshot(symbol) {
        this.isUnsettled = true;
        if (this.answers.has(symbol)) {
            return Promise.resolve(this.answers.get(symbol));
        }
        return new Promise((resolve) => this.awaited.set(symbol, resolve));
    }

    readRest(frame) {
        const answer = this.venue.book?.(this.exchange, frame, this.venue.markets);
        if (answer === undefined) {
            return;
        }
        this.answers.set(answer.symbol, answer.book);
        this.awaited.get(answer.symbol)?.(answer.book);
        this.isUnsettled = true;
    }

    read(frame) {
        this.client(frame).onMessage({ data: frame.payload.toString() });
    }

    /** Counts what a pass gives; only done in one pass, which is not measured. */
    countTrades() {
        const parser = this.venue.tradeParser;
        const original = this.exchange[parser];
        this.exchange[parser] = (...args) => {
            this.tally.trades++;
            return original.apply(this.exchange, args);
        };
    }

    count(result, hash) {
        const isBook = result?.bids !== undefined && result?.asks !== undefined;
        const kind = isBook ? 'books' : /bidask|ticker/.test(hash) ? 'quotes' : /trade|match/.test(hash) ? 'trades' : 'others';
        if (kind !== 'trades' && !this.kindsOfFrame.has(kind)) {
            this.tally[kind]++;
            this.kindsOfFrame.add(kind);
        }
        return result;
    }
}

/** Lets ccxt's own waiting for snapshots go on; never within a stretch of the clock that has none. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

async function pass(current, clock) {
    const { frames } = current;
    let next = 0;
    while (next < frames.length) {
        if (frames[next].isRest) {
            current.readRest(frames[next++]);
            await settle();
            continue;
        }
        const cpuBefore = process.cpuUsage();
        const before = process.hrtime.bigint();
        const from = next;
        while (next < frames.length && !frames[next].isRest) {
            current.kindsOfFrame.clear();
            current.read(frames[next++]);
            if (current.isUnsettled) {
                current.isUnsettled = false;
                await settle();
            }
        }
        clock.nanos += Number(process.hrtime.bigint() - before);
        const cpu = process.cpuUsage(cpuBefore);
        clock.cpu += (cpu.user + cpu.system) * 1000;
        clock.frames += next - from;
    }
}

const [name, file] = process.argv.slice(2);
const frames = readFrames(file);
const venue = venues(name, frames, ccxt);
if (typeof venue === 'string') {
    console.log(`none ${venue}`);
} else {
    const counted = new Pass(venue, frames, true);
    await pass(counted, { frames: 0, nanos: 0, cpu: 0 });
    const { version } = JSON.parse(readFileSync(new URL('./node_modules/ccxt/package.json', import.meta.url)));
    console.log(`ready ccxt ${version} ${venue.name}, node ${process.versions.node}`);
    for await (const order of createInterface({ input: process.stdin })) {
        const duration = Number(order.split(' ')[1]) * 1e6;
        const clock = { frames: 0, nanos: 0, cpu: 0 };
        const end = process.hrtime.bigint() + BigInt(PATIENCE * duration);
        do {
            await pass(new Pass(venue, frames, false), clock);
        } while (clock.nanos < duration && process.hrtime.bigint() < end);
        const { trades, quotes, books, others } = counted.tally;
        console.log(`result frames=${clock.frames} nanos=${clock.nanos} cpu=${clock.cpu} trades=${trades} quotes=${quotes} books=${books} others=${others} refused=${counted.refused}`);
    }
}
