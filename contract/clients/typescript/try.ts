// What a program of yours may look like: typed from the contract, no code of ours in between. Tells what it has read as JSON.
//
//   BASISWATCH_KEY=bw_live_… node try.js http://localhost:8080 ETH test_spread_pct
import createClient from 'openapi-fetch';
import type { components, paths } from './api.js';

type Latest = components['schemas']['Latest'];

const [url, asset, indicator] = process.argv.slice(2);
if (url === undefined || asset === undefined || indicator === undefined) {
  throw new Error('usage: node try.js URL ASSET INDICATOR');
}
const client = createClient<paths>({
  baseUrl: url,
  headers: { 'X-API-Key': process.env.BASISWATCH_KEY ?? '' },
});

const assets = await client.GET('/v1/assets');
if (assets.error) {
  throw new Error(`${assets.error.code}: ${assets.error.detail}`);
}

const newest = await client.GET('/v1/indicators/{indicator}', {
  params: { path: { indicator }, query: { asset } },
});
// One path has two answers: the definition, or the newest values where an asset was given.
const values: Latest[] = newest.data !== undefined && 'data' in newest.data ? newest.data.data : [];

const times: number[] = [];
let cursor: string | undefined;
do {
  const page = await client.GET('/v1/indicators/{indicator}/history', {
    params: {
      path: { indicator },
      query: { asset, from: '2024-08-09T00:00:00Z', to: '2024-08-09T01:00:00Z', limit: 2, ...(cursor && { cursor }) },
    },
  });
  if (page.error) {
    throw new Error(`${page.error.code}: ${page.error.detail}`);
  }
  // The path also answers in texts (CSV, lines of JSON); without an Accept header of one's own it is this one.
  if (typeof page.data === 'string') {
    throw new Error('not JSON');
  }
  times.push(...page.data.data.map((point) => point.time));
  cursor = page.data.next ?? undefined;
} while (cursor !== undefined);

const unknown = await client.GET('/v1/indicators/{indicator}', {
  params: { path: { indicator: 'no_such_indicator' }, query: { asset } },
});

console.log(
  JSON.stringify({
    assets: assets.data.data.map((each) => each.asset),
    values: values.map((each) => ({ series: each.series, value: each.value, unit: each.unit })),
    times,
    problem: unknown.error?.code ?? null,
    status: unknown.response.status,
  }),
);
