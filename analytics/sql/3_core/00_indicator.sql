-- Every indicator figures may be about: those of the list, and those an office added over it.
-- Grain: one row per indicator.
create or replace view core_indicator as

with

added_by_the_office as (

    select * from mirror.core_office_indicator
    where known_until = open_end()

),

listed as (

    select * from ref_indicator
    anti join added_by_the_office using (indicator_code)

),

all_indicators as (

    select * from listed
    union all by name
    select
        indicator_code,
        label as indicator_name,
        'office' as breakdown,
        parent_code,
        unit,
        -- Parts of a part do not add up to the total.
        adds_up and parent_code = 'fixed_asset_investment' as adds_up,
        10000 as sort_order,
        '' as scope
    from added_by_the_office

)

select * from all_indicators;
