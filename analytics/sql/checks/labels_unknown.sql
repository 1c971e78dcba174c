-- Which printed labels mean no indicator?
-- Where the region is unknown too, the row stands under its sender's, or nobody sees it.
with

investment as (

    select * from core_printed
    where statistic = 'investment'

),

uploads as (

    select * from core_upload
    where status = 'accepted'

),

placed as (

    select
        investment.*,
        case
            when investment.region_code = '' then uploads.region_code
            else investment.region_code
        end as told_region_code,
        period_code(investment.year, investment.month) as period_code

    from investment

    inner join uploads
        on investment.upload_id = uploads.upload_id

    where investment.indicator_code is null

)

select
    told_region_code as region_code,
    region_label as region_name,
    label as indicator_name,
    period_code,
    count(*) as row_count,
    arg_min(source, (accepted_at, row_number)) as source

from placed

group by told_region_code, region_label, label, period_code
