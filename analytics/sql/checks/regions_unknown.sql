-- Which printed regions are on no list?
-- Such a row stands under its sender's region, where somebody looks for it.
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
        uploads.region_code as sender_region_code,
        period_code(investment.year, investment.month) as period_code

    from investment

    inner join uploads
        on investment.upload_id = uploads.upload_id

    where investment.region_code = ''

)

select
    sender_region_code as region_code,
    region_label as region_name,
    label as indicator_name,
    period_code,
    count(*) as row_count,
    arg_min(source, (accepted_at, row_number)) as source

from placed

group by sender_region_code, region_label, label, period_code
