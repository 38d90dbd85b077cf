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
