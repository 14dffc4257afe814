-- Legal check-ups and letters of advice per period, side by side, periods without any included.
--
-- title   Legal check-ups and advice letters | 法治体检与保护建议书
-- reads   legal_services
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   complete    day through which the records are complete
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period      Period | 期间
-- column  checkups    Check-ups [check-ups] | 法治体检 [次]
-- column  letters     Advice letters [letters] | 保护建议书 [份]
-- counts  checkups=legal_checkups letters=ip_protection_advice_letters
-- draw    grouped x=period y=checkups,letters
-- note    Check-ups are counted here, firms on the card: one firm can be checked twice. | 此处计体检次数，卡片计企业家数，一家企业可体检多次。

with chosen as (
    select
        date_trunc('month', served_on)::date as month,
        count(*) filter (kind = 'checkup') as checkups,
        count(*) filter (kind = 'advice_letter') as letters
    from legal_services
    where served_on between date_trunc('month', $since::date) and last_day($until::date)
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

months as (
    select series.month::date as month
    from generate_series(
        date_trunc('month', $since::date), least($until::date, coalesce($complete::date, $until::date))::timestamp, interval 1 month
    ) as series(month)
    where exists (select 1 from chosen)
)

select
    date_trunc(coalesce($grain, 'month'), months.month)::date as period,
    coalesce(sum(chosen.checkups), 0)::bigint as checkups,
    coalesce(sum(chosen.letters), 0)::bigint as letters
from months
left join chosen on chosen.month = months.month
group by all
order by period
