-- Values that were made of imported candles stand beside those that were made of trades and quotes, with revisions of their
-- own: neither can take the place of the other, in whichever order they come. A reader prefers the latter.
alter table indicator_value add column derived_from text not null default '';
alter table indicator_value add column content uuid;
alter table indicator_value drop constraint indicator_value_pkey;
alter table indicator_value add primary key (series, resolution, time, derived_from, revision);

comment on column indicator_value.derived_from is 'what it was made of instead of what its definition names: candle; else empty';
comment on column indicator_value.content is 'fingerprint of a value that may come again: number, remarks and inputs without their times';

-- A series that is known from candles alone has no minutes that an engine would go on from.
alter table indicator_series alter column first_minute drop not null;
alter table indicator_series alter column last_minute drop not null;

-- Since when there is something to say of a series: what was asked as of an earlier time must not know of it.
alter table indicator_series add column known_since timestamptz;
update indicator_series set known_since = first_minute + interval '1 minute 250 milliseconds';
alter table indicator_series alter column known_since set not null;

-- Between which times a series has values that were made of candles: Redis is told so again when it has lost it.
create table indicator_history (
    series     text        not null,
    resolution text        not null,
    first_time timestamptz not null,
    last_time  timestamptz not null,
    primary key (series, resolution)
);

-- The newest candle of each market and interval: an engine that goes on after a restart knows again which ones it has met.
create table candle (
    number             bigint generated always as identity,
    asset              text             not null,
    instrument         text             not null,
    resolution         text             not null,
    open_time          timestamptz      not null,
    open               double precision not null,
    high               double precision not null,
    low                double precision not null,
    close              double precision not null,
    volume             double precision not null,
    notional           double precision,
    taker_buy_volume   double precision,
    taker_buy_notional double precision,
    event_time         timestamptz      not null,
    received_time      timestamptz      not null,
    origin             text             not null,
    primary key (instrument, resolution, open_time)
);

create index candle_by_asset on candle (asset, number);

comment on column candle.number is 'in the order in which they came first';
comment on column candle.notional is 'in the quote currency, like taker_buy_notional; the volumes are in the base currency';
