-- How do incoming rows differ from what counts now?
-- Grain: one row per incoming row. incoming_rows is registered by the caller.
with

incoming as (

    select * from incoming_rows

),

stored as (

    select * from stg_observation

),

newest_stored as (

    select
        region_code,
        region_label,
        statistic,
        label_key,
        year,
        month,
        span,
        measure,
        arg_max(value, accepted_at) as value_before,
        arg_max(printed, accepted_at) as printed_before,
        arg_max(source, accepted_at) as source_before

    from stored

    group by all

),

compared as (

    select
        incoming.row_number,
        incoming.sheet,
        incoming.cell,
        incoming.label,
        incoming.region_label,
        incoming.printed,
        newest_stored.printed_before,
        newest_stored.source_before,
        case
            when newest_stored.value_before is null then 'new'
            when one_decimal(newest_stored.value_before) = one_decimal(incoming.value)
                then 'equal'
            else 'changed'
        end as state

    from incoming

    left join newest_stored
        on incoming.region_code = newest_stored.region_code
        and incoming.region_label = newest_stored.region_label
        and incoming.statistic = newest_stored.statistic
        and incoming.label_key = newest_stored.label_key
        and incoming.year = newest_stored.year
        and incoming.month = newest_stored.month
        and case when incoming.span = 'year' then 'ytd' else incoming.span end
        = newest_stored.span
        and incoming.measure = newest_stored.measure

)

select * from compared
order by row_number
