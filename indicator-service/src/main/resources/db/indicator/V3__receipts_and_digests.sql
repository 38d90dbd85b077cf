-- What a value was made of is far larger than the value, and is needed for a shorter time: it moves to tables of its own. A
-- row stays readable without it.
alter table indicator_value add column reasons json;
alter table indicator_value add column attributes json;
alter table indicator_value add column fingerprint bytea;

update indicator_value
set reasons = nullif((receipt -> 'reasons')::text, '[]')::json,
    attributes = nullif((receipt -> 'attributes')::text, '{}')::json,
    fingerprint = sha256(convert_to(receipt::text, 'UTF8'));

alter table indicator_value alter column fingerprint set not null;

comment on column indicator_value.reasons is 'why the quality is not ok; null where it is';
comment on column indicator_value.attributes is 'further facts by name; null where there are none';
comment on column indicator_value.fingerprint is 'SHA-256 of the whole value as it was published';

-- The values of one asset that were published together are one row: they share most of their inputs and are compressed
-- together. Resolutions are apart because they are kept for different times; below that, a month is a partition.
create table indicator_receipt (
    asset      text        not null,
    resolution text        not null,
    time       timestamptz not null,
    known_at   timestamptz not null,
    receipts   json        not null
) partition by list (resolution);

create table indicator_receipt_1m partition of indicator_receipt for values in ('1m') partition by range (time);
create table indicator_receipt_1h partition of indicator_receipt for values in ('1h') partition by range (time);
create table indicator_receipt_1d partition of indicator_receipt for values in ('1d') partition by range (time);

create index on indicator_receipt (asset, time);

comment on column indicator_receipt.receipts is 'an array of whole values as they were published, with their inputs';

-- lz4 looks back far enough to find the inputs of one value in the others; a server that was built without it does with less.
do $$
begin
    alter table indicator_receipt alter column receipts set compression lz4;
    alter table indicator_receipt_1m alter column receipts set compression lz4;
    alter table indicator_receipt_1h alter column receipts set compression lz4;
    alter table indicator_receipt_1d alter column receipts set compression lz4;
exception when feature_not_supported then
    raise notice 'receipts are compressed by pglz: %', sqlerrm;
end $$;

do $$
declare
    month record;
begin
    for month in
        select distinct resolution, date_trunc('month', time at time zone 'UTC') as start from indicator_value
    loop
        execute format('create table %I partition of %I for values from (%L) to (%L)',
                       'indicator_receipt_' || month.resolution || '_' || to_char(month.start, 'YYYY_MM'),
                       'indicator_receipt_' || month.resolution,
                       month.start at time zone 'UTC',
                       (month.start + interval '1 month') at time zone 'UTC');
    end loop;
end $$;

insert into indicator_receipt (asset, resolution, time, known_at, receipts)
select asset, resolution, time, known_at,
       ('[' || string_agg(receipt::text, ',' order by series, derived_from, revision) || ']')::json
from indicator_value
group by asset, resolution, time, known_at;

alter table indicator_value drop column receipt;

-- One row per value that still has its receipt. Ask for it by asset, resolution and time first: these find the rows.
create view value_receipt as
select r.asset, e.receipt ->> 'series' as series, r.resolution, r.time,
       coalesce(e.receipt -> 'attributes' ->> 'derived_from', '') as derived_from,
       (e.receipt ->> 'revision')::integer as revision, r.known_at, e.receipt
from indicator_receipt r cross join lateral json_array_elements(r.receipts) as e (receipt);

-- A value as it can be told without its receipt: everything but what it was made of.
create function bare_value(v indicator_value) returns json language sql stable as $$
    select json_build_object(
        'series', v.series, 'indicator', v.indicator, 'asset', v.asset, 'dimension', v.dimension,
        'time', (extract(epoch from v.time) * 1000)::int8, 'resolution', v.resolution, 'value', v.value, 'unit', v.unit,
        'quality', v.quality, 'reasons', coalesce(v.reasons, '[]'::json), 'version', v.version, 'revision', v.revision,
        'known_at', (extract(epoch from v.known_at) * 1000)::int8, 'inputs', '[]'::json,
        'attributes', coalesce(v.attributes, '{}'::json))
$$;

-- What an asset's values of a UTC day were, in one number; see docs/storage.md.
create table indicator_digest (
    asset     text        not null,
    day       date        not null,
    algorithm text        not null,
    digest    text        not null,
    value_count integer   not null,
    known_at  timestamptz not null,
    primary key (asset, day)
);

comment on column indicator_digest.value_count is 'how many values of the day, of all resolutions and revisions, are in it';
comment on column indicator_digest.known_at is 'in the time of the data: when the day could no longer change';
