-- Which amounts are a power of ten away from what the past and their own growth say?
-- Beside the published growth the year before leaves little room. Without it only the
-- whole investment of a region is held to a factor of ten, and parts to a thousand. Nothing
-- is hundreds of times what it was a year before.
with

growth as (

    select * from mart_growth
    where ytd_cny_10k > 0

),

beside_the_period_before as (

    select
        *,
        lag(ytd_cny_10k) over in_year as ytd_before_cny_10k,
        lag(month) over in_year as month_before

    from growth

    window in_year as (partition by region_code, indicator_code, year order by month)

),

measured as (

    -- At an even pace months 1..9 are 9/8 of months 1..8.
    select
        *,
        case
            when yoy_reported_pct > -100
                then log10(
                    ytd_cny_10k::double / ytd_last_year_cny_10k / (1 + yoy_reported_pct / 100)
                )
        end as dex_of_growth,
        log10(ytd_cny_10k::double / ytd_last_year_cny_10k) as dex_of_year,
        log10(ytd_cny_10k::double / ytd_before_cny_10k / (month / month_before)) as dex_of_month,
        case when indicator_code = 'fixed_asset_investment' then 1 else 3 end as least_powers

    from beside_the_period_before

)

select
    region_code,
    region_name,
    indicator_name,
    period_code,
    ytd_cny_10k,
    ytd_before_cny_10k,
    ytd_last_year_cny_10k,
    yoy_reported_pct,
    level_source as source
from measured
where is_power_of_ten(dex_of_growth, 1, $near_dex)
    or (dex_of_growth is null and is_power_of_ten(dex_of_year, least_powers, $near_dex))
    or is_power_of_ten(dex_of_month, least_powers, $near_dex)
    or abs(dex_of_year) > $most_dex_of_year
