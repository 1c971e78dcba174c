-- Which amounts are too large or too small for a region of their kind, whatever is known?
-- In the first year of use nothing else tells a whole bulletin in the wrong unit.
with

growth as (

    select * from mart_growth
    where ytd_cny_10k > 0

),

bounded as (

    select
        region_code,
        region_name,
        indicator_name,
        indicator_code,
        period_code,
        ytd_cny_10k,
        case region_level
            when 'country' then $most_country_cny_100m
            when 'province' then $most_province_cny_100m
            when 'prefecture' then $most_prefecture_cny_100m
            else $most_county_cny_100m
        end * 10000 as most_cny_10k,
        case region_level
            when 'country' then $least_country_cny_100m
            when 'province' then $least_province_cny_100m
            when 'prefecture' then $least_prefecture_cny_100m
            when 'county' then $least_county_cny_100m
        end * 10000 as least_cny_10k,
        level_source as source

    from growth

)

select * exclude (indicator_code) from bounded
where ytd_cny_10k > most_cny_10k
    or (indicator_code = 'fixed_asset_investment' and ytd_cny_10k < least_cny_10k)
