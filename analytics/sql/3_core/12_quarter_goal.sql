-- Which share of the year's plan is due by each quarter's end?
-- Grain: one row per region, unit ('' for the whole region), year and quarter's end.
create or replace view core_quarter_goal as

with

known_then as (

    select * exclude (digest, known_from, known_until) from mirror.core_quarter_goal
    where is_known(known_from, known_until)

)

select * from known_then;
