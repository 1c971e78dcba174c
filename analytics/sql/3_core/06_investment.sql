-- Level, published growth and place of months 1..N, beside last year's level.
-- Grain: one row per region, indicator and period.
create or replace view core_investment as

with

known_then as (

    select * exclude (digest, known_from, known_until) from mirror.core_investment
    where is_known(known_from, known_until)

)

select * from known_then;
