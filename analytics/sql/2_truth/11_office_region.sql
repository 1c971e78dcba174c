-- Which regions has an office put on its list, and where?
-- Grain: one row per region added by then, as it was said last.
create or replace view truth_office_region as

with

said_by_then as (

    select * from lake.office_region
    where noted_at <= asked_moment()

),

said_last as (

    select
        region_code,
        arg_max(region_name, noted_at) as region_name,
        arg_max(region_level, noted_at) as region_level,
        arg_max(parent_code, noted_at) as parent_code

    from said_by_then

    group by region_code

)

select * from said_last;
