-- The formulas of the project, each written once.
-- Undefined stays null: a rate over a zero or negative base is never printed.

create or replace macro pct(part, whole) as
    case when whole > 0 then part * 100::double / whole end;

create or replace macro yoy_pct(current_value, base_value) as
    case when base_value > 0 then (current_value / base_value - 1) * 100 end;

-- F1: the base that makes the published growth true of the published level.
create or replace macro comparable_base(current_value, growth_pct) as
    case when growth_pct > -100 then current_value / (1 + growth_pct / 100) end;

-- What the reader sees: one decimal, half up.
create or replace macro one_decimal(value) as
    round(cast(value as decimal(28, 10)), 1);

-- Casting a wide DECIMAL down costs 5 µs, through a double 0.1; only where that is exact.
create or replace macro six_decimals(value) as
    case
        when value = cast(cast(value as double) as decimal(28, 6))
            then cast(cast(value as double) as decimal(28, 6))
        else cast(value as decimal(28, 6))
    end;

create or replace macro shown_tenths(value) as
    replace(printf('%.1f', one_decimal(value)::double), '-', '−');

create or replace macro to_cny_10k(value, unit) as
    -- Multiplied, not divided: division would leave DECIMAL.
    six_decimals(
        case unit
            when '百亿元' then value * 1000000
            when '十亿元' then value * 100000
            when '亿元' then value * 10000
            when '千万元' then value * 1000
            when '百万元' then value * 100
            when '十万元' then value * 10
            when '万元' then value
            when '千元' then value * 0.1
            when '百元' then value * 0.01
            when '元' then value * 0.0001
        end
    );

-- Two prints say the same: amounts in one unit and exactly, the rest as the reader sees it.
create or replace macro comparable_value(value, measure, unit) as
    case
        when measure = 'level'
            then coalesce(cast(to_cny_10k(value, unit) as decimal(28, 10)), value)
        else cast(one_decimal(value) as decimal(28, 10))
    end;

create or replace macro period_code(year, month) as
    printf('%04d-%02d', year, month);

create or replace macro cell_address(file, sheet, cell) as
    case when sheet = '' then file || '!' || cell else file || '!' || sheet || '!' || cell end;

-- Published growth stands for more digits than it prints; beyond this gap the level
-- ratio tells another story and says 不可比.
create or replace macro comparable_gap_pp() as 0.1;

-- How many decimals a stored number really has: −15.28 is more exact than −15.3.
create or replace macro scale_printed(value) as
    length(rtrim(split_part(cast(value as varchar), '.', 2), '0'));

-- ---------- growth, mix and contribution ----------

-- What rounding to the last printed digit hides; least_places: a rate of 5 means 5.0.
create or replace macro half_digit(value, least_places) as
    0.5 * power(10.0, -greatest(scale_printed(value), least_places));

create or replace macro half_digit_pct(growth_pct) as half_digit(growth_pct, 1);

-- How far parts may miss a total: a half digit each. A stored 100 may have been printed
-- 100.00, so the total is granted a half per mille at most.
create or replace macro sum_rounding(part_count, part_half_digit, whole, whole_half_digit) as
    part_count * part_half_digit
    + least(whole_half_digit, greatest(part_half_digit, 0.0005 * whole));

-- F4: what a part's increment adds to the growth of the whole.
create or replace macro pull_pp(increment, whole_base) as pct(increment, whole_base);

-- F4': the same where only the part's share of this year's total is known.
create or replace macro pull_of_share_pp(share_pct, growth_pct, whole_growth_pct) as
    case
        when growth_pct > -100
            then share_pct * growth_pct / (100 + growth_pct) * (100 + whole_growth_pct) / 100
    end;

-- Under half a percent of growth a contribution is hundreds of percent of nothing.
create or replace macro least_growth_pct() as 0.5;

-- F5: over the published growth, never re-scaled to add to 100.
create or replace macro contribution_pct(pull, growth_pct) as
    case
        when abs(growth_pct) >= least_growth_pct() then pull / growth_pct * 100::double
    end;

-- How far half a tenth of a part's growth, or of its printed share, moves its pull.
create or replace macro pull_rounding_pp(share_of_base_pct, growth_pct) as
    half_digit_pct(growth_pct) * share_of_base_pct / (100 + growth_pct);

create or replace macro share_rounding_pp(growth_pct, whole_growth_pct) as
    abs(pull_of_share_pp(0.05, growth_pct, whole_growth_pct));

-- Parts that miss the published growth by more than a point stand on another basis.
create or replace macro largest_residual_pp() as 1;

-- The tenths a value has for sure; nine decimals, or 1.1 would be 10.999….
create or replace macro whole_tenths(value) as floor(round(value * 10, 9));

-- F8 and single quarters: growth between two cumulative levels over their bases.
create or replace macro growth_between(ytd, ytd_before, base, base_before) as
    yoy_pct(ytd - ytd_before, base - base_before);

-- F9
create or replace macro two_year_average_pct(growth_pct, growth_before_pct) as
    case
        when growth_pct >= -100 and growth_before_pct >= -100
            then (sqrt((1 + growth_pct / 100) * (1 + growth_before_pct / 100)) - 1) * 100
    end;

-- F17: what the rest of the year must grow by, so that the whole reaches its goal.
create or replace macro needed_yoy_pct(goal_pct, base_of_year, ytd, base) as
    yoy_pct(base_of_year * (1 + goal_pct / 100) - ytd, base_of_year - base);

-- From 2011 on a project is counted from 500万元 planned; before, from 50万元.
create or replace macro has_former_project_bar(year) as year < 2011;

-- ---------- project ledgers ----------
-- What the user chose; Lake.query sets the variables, unset ones take these defaults.

create or replace macro chosen_yardstick() as coalesce(getvariable('yardstick'), 'calendar');

create or replace macro chosen_rule() as coalesce(getvariable('status_rule'), 'default');

-- 广东 aims at 120 % of the year's plan, so its schedule is 1.2 · n/12.
create or replace macro schedule_scale() as coalesce(getvariable('schedule_scale'), 1);

-- 年计划投资5000万元以上的单位: 以上 includes 5000 itself.
create or replace macro plan_threshold_cny_10k() as coalesce(getvariable('plan_threshold'), 0);

-- Under this plan one contract moves the rate by tens of points; such entries are greyed.
create or replace macro small_base_cny_10k() as coalesce(getvariable('small_base'), 1000);

-- 瓯海: a project that was 滞后 this year and has caught up stays amber.
create or replace macro keeps_amber() as coalesce(getvariable('keeps_amber'), false);

-- The period a question is about, where it says so: a view that reads another period too
-- cannot learn it from the question's own filter.
create or replace macro is_asked_for(year, month) as
    year = coalesce(getvariable('asked_year'), year)
    and month = coalesce(getvariable('asked_month'), month);

-- Perhaps the ledger before the one asked for: between the bounds of those of all regions.
create or replace macro may_come_before(year, month) as
    year between coalesce(getvariable('first_year_before'), year)
        and coalesce(getvariable('last_year_before'), year)
    and month between coalesce(getvariable('first_month_before'), month)
        and coalesce(getvariable('last_month_before'), month);

create or replace macro period_number(year, month) as year * 12 + month;

-- ---------- versions ----------

-- Until when a version is known that nothing has replaced yet.
create or replace macro open_end() as timestamp '9999-12-31';

-- The moment a question is about: now, unless it says another.
create or replace macro asked_moment() as
    coalesce(getvariable('as_of'), timestamp '9999-12-30');

create or replace macro is_known(known_from, known_until) as
    known_from <= asked_moment() and known_until > asked_moment();

-- What a writing transaction touches; unset, everything.
create or replace macro is_touched(region_code) as
    coalesce(list_contains(getvariable('touched_regions'), region_code), true);

create or replace macro is_touched_in(year, month) as
    coalesce(list_contains(getvariable('touched_periods'), period_number(year, month)), true);

create or replace macro period_end(year, month) as last_day(make_date(year, month, 1));

create or replace macro quarter_end(month) as ((month + 2) // 3) * 3;

-- A month printed is kept as its last day, so a month after 30 June is 31 July.
create or replace macro month_later(day) as
    case
        when day = last_day(day) then last_day(day + interval 1 month)
        else cast(day + interval 1 month as date)
    end;

create or replace macro months_passed(day, year, month) as
    period_number(year, month) - period_number(date_part('year', day), date_part('month', day));

-- F12: five yardsticks; the last two need a plan by months or goals by quarters.
create or replace macro schedule_pct(month, ytd_plan, annual_plan, quarter_goal_pct) as
    case chosen_yardstick()
        when 'calendar' then month / 12 * 100
        when 'half_month' then (month - 0.5) / 12 * 100
        when 'scaled' then schedule_scale() * month / 12 * 100
        when 'own_plan' then pct(ytd_plan, annual_plan)
        when 'quarter_goal' then quarter_goal_pct
    end;

-- F13: from unrounded values; 江门 is +13.8 and never 97.2 − 83.3 = 13.9.
create or replace macro gap_pp(rate_pct, yardstick_pct) as rate_pct - yardstick_pct;

-- F16: what each remaining month must bring, and how many times the mean so far.
create or replace macro required_monthly(goal, ytd, month) as
    case when month < 12 then greatest(goal - ytd, 0) / (12 - month) end;

create or replace macro times_of(part, whole) as case when whole > 0 then part / whole end;

-- Nine decimals: 3.3333…−33.3333… must be the bound −30 itself, not a bit beside it.
create or replace macro in_band(value, lower, is_lower_included, upper, is_upper_included) as
    (lower is null or round(value, 9) > lower
        or (is_lower_included and round(value, 9) = lower))
    and (upper is null or round(value, 9) < upper
        or (is_upper_included and round(value, 9) = upper));

-- The same for many values at once: an edge lies between two numbers of nine decimals, so
-- that one comparison tells on which side of a bound a rounded value lies.
create or replace macro lower_edge(bound, is_included) as
    bound + case when is_included then -5e-10 else 5e-10 end;

create or replace macro upper_edge(bound, is_included) as
    bound + case when is_included then 5e-10 else -5e-10 end;

create or replace macro is_between_edges(rounded, lower_edge, upper_edge) as
    coalesce(rounded > lower_edge, lower_edge is null)
    and coalesce(rounded < upper_edge, upper_edge is null);

-- Half-width and composed. Few names need it, and translate reads its lists for each.
create or replace macro half_width(text) as
    case
        when regexp_matches(text, '[！-＇＊-Ｚ＼＾-～　\x{a0}\x{300}-\x{36f}\x{f900}-\x{faff}]')
            then translate(
                nfc_normalize(text),
                '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯ'
                || 'ＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～' || '　' || chr(160),
                '!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNO'
                || 'PQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~' || '  '
            )
        else text
    end;

-- Two spellings of one name: blanks, marks, width and composition say nothing.
create or replace macro name_key(text) as
    lower(
        regexp_replace(
            translate(half_width(text), '（）［］〔〕—－–', '()[][]---'),
            '[\s●○★☆◆▲△▼■*#]+', '', 'g'
        )
    );

-- A厂房 and a厂房 are two projects: small letters are spelled out behind the key.
create or replace macro small_letters(name) as
    case
        when regexp_matches(half_width(name), '[a-z]')
            then '#' || regexp_replace(half_width(name), '[^a-z]', '', 'gi')
        else ''
    end;

-- A ledger's code is its own: two counties may both have a 001.
create or replace macro project_key_of(region_code, project_code, project_name, unit_label) as
    region_code || '/' || case
        when trim(project_code) <> '' then trim(project_code)
        else name_key(project_name) || '@' || name_key(unit_label) || small_letters(project_name)
    end;

create or replace macro is_total_label(label) as
    regexp_full_match(
        name_key(label), '(全[国省市州盟县区旗镇]|[合总小]计|总数|全[市县区]合计)(\(.*\))?'
    );

create or replace macro cell_of(cells, field) as
    json_extract_string(cells, '$.' || field);

create or replace macro quotient_source(part_source, whole_source) as
    coalesce(part_source || ' ÷ ' || whole_source, part_source, whole_source);

-- A start planned for this month and missed counts as one month: 当月应开未开.
create or replace macro one_month_more(months) as months + 1;

-- At the recent pace: the mean of the last three months, or of all while fewer are known.
create or replace macro year_end_at_pace(ytd, monthly_pace, month) as
    ytd + monthly_pace * (12 - month);

-- Each part and the total were rounded to the last digit they print.
create or replace macro is_sum_off(printed, found, part_count) as
    abs(printed - found)
    > 0.5 * power(10.0, -scale_printed(printed))
    + part_count * 0.5 * power(10.0, -scale_printed(found));

-- In 亿元 with two decimals a rounding is 50 万元; only more than a share of it is told.
create or replace macro is_sum_far_off(printed, found, most_share) as
    abs(printed - found) > most_share * abs(printed);

-- 万元 for 亿元 is four powers of ten; a project that grew tenfold is not meant.
create or replace macro is_slip(value, other, least_dex) as
    value > 0 and other > 0 and abs(log10(value::double / other::double)) > least_dex;

-- Near one of 10, 100, 1000, …, or one over it; dex: a ratio's logarithm to ten.
create or replace macro is_power_of_ten(dex, least_powers, near_dex) as
    round(abs(dex)) >= least_powers and abs(abs(dex) - round(abs(dex))) <= near_dex;

-- ---------- a file beside the lake ----------

-- One field of two prints as text; "" says no more than nothing. is_lasting: does not grow
-- by the month, so two months may be compared.
create or replace macro figure(field, value_now, value_before, is_lasting) as
    {
        'field': field,
        'value_now': nullif(trim(cast(value_now as varchar)), ''),
        'value_before': nullif(trim(cast(value_before as varchar)), ''),
        'is_lasting': is_lasting
    };

-- 1200.500000 as it was printed: 1200.5.
create or replace macro shown_exactly(value) as
    regexp_replace(cast(cast(value as decimal(28, 10)) as varchar), '\.?0+$', '');
