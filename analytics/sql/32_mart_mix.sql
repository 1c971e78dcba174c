-- What is the total made of, and how did the shares move in a year?
-- Grain: one row per region, indicator of a breakdown that adds up, and period.
-- Feeds: 结构. Overlapping breakdowns (领域, 其中) never get here.
create or replace view mart_mix as

with

parts as (

    select * from mart_growth
    where adds_up
        and breakdown <> 'total'
        and ytd_cny_10k is not null

),

totals as (

    select
        region_code,
        year,
        month,
        ytd_cny_10k as total_cny_10k,
        level_source as total_source

    from mart_growth

    where indicator_code = 'fixed_asset_investment'
        and ytd_cny_10k is not null

),

shares_measured as (

    select
        parts.region_code,
        parts.region_name,
        parts.breakdown,
        parts.indicator_code,
        parts.indicator_name,
        parts.sort_order,
        parts.year,
        parts.month,
        parts.period_code,
        parts.ytd_cny_10k,
        totals.total_cny_10k,
        pct(parts.ytd_cny_10k, totals.total_cny_10k) as share_pct,
        sum(parts.ytd_cny_10k) over (
            partition by parts.region_code, parts.breakdown, parts.year, parts.month
        ) as parts_cny_10k,
        parts.yoy_pct,
        parts.level_source || ' ÷ ' || totals.total_source as source,
        parts.level_upload_id as upload_id

    from parts

    inner join totals
        on parts.region_code = totals.region_code
        and parts.year = totals.year
        and parts.month = totals.month

),

beside_last_year as (

    select
        this_year.*,
        this_year.total_cny_10k - this_year.parts_cny_10k as missing_cny_10k,
        last_year.share_pct as share_last_year_pct,
        one_decimal(this_year.share_pct) - one_decimal(last_year.share_pct)
            as share_change_pp,
        last_year.source as last_year_source

    from shares_measured as this_year

    left join shares_measured as last_year
        on this_year.region_code = last_year.region_code
        and this_year.indicator_code = last_year.indicator_code
        and this_year.year = last_year.year + 1
        and this_year.month = last_year.month

)

select * from beside_last_year;
