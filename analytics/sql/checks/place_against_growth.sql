-- Which printed places contradict the growth they rank?
-- Unrounded growth may order districts that print the same; only a clear misplacing
-- is shown: a better place with a lower printed growth.
with

districts as (

    select * from mart_ranking
    where rank_reported is not null

)

select
    better.parent_region_code as region_code,
    better.region_name || '、' || worse.region_name as region_name,
    better.indicator_name,
    better.period_code,
    better.rank_reported as better_rank,
    better.yoy_pct as better_yoy_pct,
    worse.rank_reported as worse_rank,
    worse.yoy_pct as worse_yoy_pct,
    better.rank_source as source

from districts as better

inner join districts as worse
    on better.parent_region_code = worse.parent_region_code
    and better.indicator_code = worse.indicator_code
    and better.year = worse.year
    and better.month = worse.month
    and better.rank_reported < worse.rank_reported
    and one_decimal(better.yoy_pct) < one_decimal(worse.yoy_pct)
