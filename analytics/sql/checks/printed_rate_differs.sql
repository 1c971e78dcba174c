-- Which printed completion rates are not done over plan?
-- One decimal may have been cut off rather than rounded, so a tenth is no difference.
with

printed as (

    select
        region_code,
        project_name,
        unit,
        year,
        month,
        printed_rate_pct,
        completion_rate_pct,
        plan_to_date_rate_pct,
        source

    from core_project

    union all

    select
        region_code,
        unit,
        unit,
        year,
        month,
        printed_rate_pct,
        completion_rate_pct,
        plan_to_date_rate_pct,
        source

    from core_unit_progress

    where basis = 'unit_table'

)

select
    region_code,
    project_name,
    unit,
    period_code(year, month) as period_code,
    printed_rate_pct,
    completion_rate_pct,
    source
from printed
where abs(printed_rate_pct - completion_rate_pct) > $most_gap_pp
    and coalesce(abs(printed_rate_pct - plan_to_date_rate_pct) > $most_gap_pp, true)
