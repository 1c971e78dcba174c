-- 分项之和与总计不符：请核对各分项与合计，或确认是否缺项
-- Parts of a breakdown that adds up must reach the total within rounding; a missing
-- total is itself a failure, or a misspelt 合计 would pass.
with

mix as (

    select * from mart_growth
    where adds_up
        and breakdown <> 'total'
        and ytd_cny_10k is not null

),

totals as (

    select * from mart_growth
    where indicator_code = 'fixed_asset_investment'

),

summed as (

    select
        region_code,
        region_name,
        breakdown,
        year,
        month,
        period_code,
        sum(ytd_cny_10k) as parts_cny_10k,
        count(*) as part_count,
        min(level_source) as source

    from mix

    group by all

    having count(*) > 1

),

beside_the_total as (

    select
        summed.*,
        totals.ytd_cny_10k as total_cny_10k,
        summed.parts_cny_10k - totals.ytd_cny_10k as gap_cny_10k

    from summed

    left join totals
        on summed.region_code = totals.region_code
        and summed.year = totals.year
        and summed.month = totals.month

)

select * from beside_the_total
where total_cny_10k is null
    or abs(gap_cny_10k) > 0.005 * total_cny_10k
