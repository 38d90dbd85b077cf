-- Until which UTC day simulated venues have led to values of a series: what looks back on these says so, after a restart too.
create table indicator_simulated (
    series   text not null,
    venue    text not null,
    last_day date not null,
    primary key (series, venue)
);

-- Candles of a simulation and real ones are never made one value of.
alter table candle add column is_simulated boolean not null default false;
