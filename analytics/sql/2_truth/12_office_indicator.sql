-- Which indicators has an office put on its list?
-- Grain: one row per indicator added by then, as it was said last.
create or replace view truth_office_indicator as

with

said_by_then as (

    select * from lake.office_indicator
    where noted_at <= asked_moment()

),

said_last as (

    select
        indicator_code,
        arg_max(label, noted_at) as label,
        arg_max(label_key, noted_at) as label_key,
        arg_max(parent_code, noted_at) as parent_code,
        arg_max(unit, noted_at) as unit,
        arg_max(adds_up, noted_at) as adds_up

    from said_by_then

    group by indicator_code

)

select * from said_last;
