-- One truth per key.
-- Grain: one row per region, indicator, period, span and measure.
create or replace view core_observation as

with

in_use as (

    select * exclude (is_in_use) from core_printed
    where is_in_use

)

select * from in_use;
