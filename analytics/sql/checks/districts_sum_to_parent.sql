-- Which regions' districts come to more than the region itself, or far less?
-- Projects across districts belong to the region alone, so all the districts on the list
-- may come to somewhat less; what only some of them come to is no sum. A table of townships
-- has them all.
with

growth as (

    select * from mart_growth
    where ytd_cny_10k > 0
        and region_level <> 'zone'

),

districts_that_exist as (

    select
        parent_code,
        count(*) as coded_count

    from core_region

    where (region_code not like '99%' or parent_code like '99%')
        and region_level not in ('unit', 'zone')

    group by parent_code

),

summed as (

    select
        parent_region_code,
        indicator_code,
        year,
        month,
        sum(ytd_cny_10k) as parts_cny_10k,
        sum(level_rounding_cny_10k) as parts_rounding_cny_10k,
        count(*) as part_count,
        count(*) filter (where region_level <> 'unit') as coded_count,
        count(*) filter (where regexp_matches(region_name, '(镇|乡|街道|苏木)$')) as township_count,
        min(level_source) as parts_source

    from growth

    group by parent_region_code, indicator_code, year, month

),

beside_their_parent as (

    select
        parents.region_code,
        parents.region_name,
        parents.indicator_name,
        parents.period_code,
        parents.ytd_cny_10k as total_cny_10k,
        summed.parts_cny_10k,
        summed.part_count,
        summed.parts_cny_10k - parents.ytd_cny_10k as gap_cny_10k,
        summed.parts_rounding_cny_10k + parents.level_rounding_cny_10k as rounding_cny_10k,
        summed.coded_count >= coalesce(districts_that_exist.coded_count, 0)
        and summed.coded_count > 1
        or summed.township_count > 2 and summed.township_count = summed.part_count as is_whole_set,
        parents.level_source || '；' || summed.parts_source as source

    from summed

    inner join growth as parents
        on summed.parent_region_code = parents.region_code
        and summed.indicator_code = parents.indicator_code
        and summed.year = parents.year
        and summed.month = parents.month

    left join districts_that_exist
        on summed.parent_region_code = districts_that_exist.parent_code

)

select * exclude (is_whole_set, rounding_cny_10k) from beside_their_parent
where gap_cny_10k > rounding_cny_10k + $most_excess_share * total_cny_10k
    or (is_whole_set and -gap_cny_10k > rounding_cny_10k + $most_lacking_share * total_cny_10k)
