-- 分项之和与总计不符：请核对各分项与合计，或确认是否缺项
-- Parts of a breakdown that adds up must reach the total within rounding; a missing
-- total is itself a failure, or a misspelt 合计 would pass. A bulletin that prints only
-- some of the parts claims no sum, so sets with under four fifths of them are left out.
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

members as (

    select
        breakdown,
        count(*) as member_count

    from ref_indicator

    where adds_up

    group by breakdown

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

),

whole_sets as (

    select summed.*

    from summed

    inner join members
        on summed.breakdown = members.breakdown

    where summed.part_count >= 0.8 * members.member_count

),

beside_the_total as (

    select
        whole_sets.*,
        totals.ytd_cny_10k as total_cny_10k,
        whole_sets.parts_cny_10k - totals.ytd_cny_10k as gap_cny_10k

    from whole_sets

    left join totals
        on whole_sets.region_code = totals.region_code
        and whole_sets.year = totals.year
        and whole_sets.month = totals.month

)

select * from beside_the_total
where total_cny_10k is null
    or abs(gap_cny_10k) > 0.005 * total_cny_10k
