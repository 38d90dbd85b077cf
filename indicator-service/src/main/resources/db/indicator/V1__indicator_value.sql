-- Every closed value of every series, with all its revisions: append-only. A month is a partition, so that old months can be
-- moved or dropped whole; the writer makes the partitions ahead of time.
create table indicator_value (
    series     text             not null,
    asset      text             not null,
    indicator  text             not null,
    dimension  text             not null,
    resolution text             not null,
    time       timestamptz      not null,
    revision   integer          not null,
    version    integer          not null,
    value      double precision,
    unit       text             not null,
    quality    text             not null,
    known_at   timestamptz      not null,
    receipt    json             not null,
    primary key (series, resolution, time, revision)
) partition by range (time);

comment on column indicator_value.time is 'start of the interval';
comment on column indicator_value.value is 'null exactly where quality is absent';
comment on column indicator_value.receipt is 'the whole value as it was published, with its inputs';

-- What series there are, and between which minutes they have had values.
create table indicator_series (
    series       text primary key,
    asset        text        not null,
    indicator    text        not null,
    unit         text        not null,
    first_minute timestamptz not null,
    last_minute  timestamptz not null
);
