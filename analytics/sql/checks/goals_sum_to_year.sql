-- Which goals of single months or quarters do not come to the year's?
with

goals as (

    select * from core_target
    where goal_cny_10k is not null

),

years as (

    select * from goals
    where goal_kind = 'level'
        and month is null

),

single as (

    select * from goals
    where goal_kind in ('level_of_month', 'level_of_quarter')

),

summed as (

    select
        years.region_code,
        years.scope_label as unit,
        years.indicator_label as project_name,
        cast(years.year as varchar) as period_code,
        years.goal_cny_10k as total_goal_cny_10k,
        sum(single.goal_cny_10k) as parts_cny_10k,
        count(*) as part_count,
        years.source

    from years

    inner join single
        on years.region_code = single.region_code
        and years.scope_kind = single.scope_kind
        and years.unit_key = single.unit_key
        and years.indicator_label = single.indicator_label
        and years.tier = single.tier
        and years.year = single.year

    group by
        years.region_code, years.scope_label, years.indicator_label, years.year,
        years.goal_cny_10k, years.source, single.goal_kind

    having count(*) = case when single.goal_kind = 'level_of_month' then 12 else 4 end

)

select
    *,
    parts_cny_10k - total_goal_cny_10k as gap_cny_10k
from summed
where is_sum_off(total_goal_cny_10k, parts_cny_10k, part_count)
