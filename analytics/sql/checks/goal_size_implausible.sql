-- Which goals for a region's investment are too large or too small, or a power of ten away
-- from what was done the year before?
with

goals as (

    select * from core_target
    where is_total
        and goal_cny_10k > 0
        and month is null
        and contains(indicator_label, '投资')

),

done as (

    select * from mart_growth
    where indicator_code = 'fixed_asset_investment'
        and month = 12
        and ytd_cny_10k > 0

),

regions as (

    select * from core_region

),

bounded as (

    select
        goals.region_code,
        regions.region_name,
        goals.indicator_label as project_name,
        cast(goals.year as varchar) as period_code,
        goals.goal_cny_10k as total_goal_cny_10k,
        done.ytd_cny_10k as ytd_last_year_cny_10k,
        case regions.region_level
            when 'country' then $most_country_cny_100m
            when 'province' then $most_province_cny_100m
            when 'prefecture' then $most_prefecture_cny_100m
            else $most_county_cny_100m
        end * 10000 as most_cny_10k,
        $least_cny_100m * 10000 as least_cny_10k,
        case
            when starts_with(goals.indicator_label, '固定资产投资')
                then log10(goals.goal_cny_10k::double / done.ytd_cny_10k)
        end as dex_of_year,
        goals.source

    from goals

    inner join regions
        on goals.region_code = regions.region_code

    left join done
        on goals.region_code = done.region_code
        and goals.year = done.year + 1

)

select * exclude (dex_of_year) from bounded
where total_goal_cny_10k > most_cny_10k
    or total_goal_cny_10k < least_cny_10k
    or is_power_of_ten(dex_of_year, 1, $near_dex)
