"""The functions that an analyst's statement may call: what computes, and nothing that reaches outside the rows.

A whitelist, so that a function which a later DuckDB adds is refused until somebody has looked at it.
"""

_OPERATORS = "+ - * / // % ^ ** & | << >> ~ || -> ->> @ ^@ <-> ~~ !~~ ~~* !~~* ~~~ ! !__postfix && @> <@ <=> <->"

_NUMBERS = """
abs acos asin atan atan2 bin bit_count cbrt ceil ceiling cos cot degrees divide even exp factorial fdiv floor fmod gcd
greatest hex isfinite isinf isnan lcm least ln log log10 log2 mod multiply add subtract pi pow power radians random
round round_even sign sin sqrt tan trunc width_bucket xor
"""

_WORDS = """
ascii bar chr concat concat_ws contains damerau_levenshtein ends_with format format_bytes hamming ilike_escape instr
jaccard jaro_similarity jaro_winkler_similarity lcase left length len char_length character_length levenshtein
like_escape lower lpad ltrim md5 nfc_normalize not_ilike_escape not_like_escape ord overlay position prefix printf
regexp_escape regexp_extract regexp_extract_all regexp_full_match regexp_matches regexp_replace regexp_split_to_array
repeat replace reverse right rpad rtrim sha256 split split_part starts_with strlen str_split str_split_regex
string_split string_split_regex string_to_array strip_accents strpos substr substring suffix translate trim ucase
unicode upper url_decode url_encode hash
"""

_DAYS = """
age ago century current_date current_localtime current_localtimestamp date_add date_diff date_part date_sub date_trunc
datediff datepart datesub datetrunc day dayname dayofmonth dayofweek dayofyear days_in_month decade epoch epoch_ms era
get_current_time get_current_timestamp hour isodow isoyear last_day make_date make_time make_timestamp
millennium millisecond minute month monthname normalized_interval now quarter second strftime strptime time_bucket
timezone to_centuries to_days to_decades to_hours to_minutes to_months to_quarters to_seconds to_timestamp to_weeks
to_years today transaction_timestamp try_strptime week weekday weekofyear year yearweek
"""

_LISTS = """
aggregate apply array_agg array_append array_concat array_contains array_distinct array_extract array_filter array_has
array_has_all array_has_any array_indexof array_intersect array_length array_position array_prepend array_reverse
array_slice array_sort array_to_string array_transform array_unique array_value array_zip cardinality element_at filter
flatten generate_series generate_subscripts list_aggr list_aggregate list_any_value list_append list_apply list_avg
list_bool_and list_bool_or list_cat list_concat list_contains list_count list_distinct list_element list_extract
list_filter list_first list_grade_up list_has list_has_all list_has_any list_indexof list_intersect list_last list_max
list_median list_min list_mode list_pack list_position list_prepend list_product list_reduce list_resize list_reverse
list_reverse_sort list_select list_slice list_sort list_stddev_pop list_stddev_samp list_string_agg list_sum
list_transform list_unique list_value list_var_pop list_var_samp list_where list_zip map map_contains map_entries
map_extract map_extract_value map_from_entries map_keys map_values range reduce row struct_concat struct_extract
struct_extract_at struct_insert struct_keys struct_pack struct_values unnest
"""

_CHOICES = """
coalesce if nullif ifnull typeof constant_or_null equi_width_bins is_histogram_other_bin
json_array json_array_length json_contains json_exists json_extract json_extract_string json_keys json_object json_type
json_valid json_value to_json from_json row_to_json grouping grouping_id
"""

_AGGREGATES = """
any_value approx_count_distinct approx_quantile approx_top_k arbitrary arg_max arg_max_null arg_min arg_min_null argmax
argmin avg bit_and bit_or bit_xor bool_and bool_or corr count count_if count_star countif covar_pop covar_samp entropy
favg first fsum geomean geometric_mean group_concat histogram histogram_exact kahan_sum kurtosis kurtosis_pop last list
listagg mad max max_by mean median min min_by mode product quantile quantile_cont quantile_disc regr_avgx regr_avgy
regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy sem skewness stddev stddev_pop stddev_samp
string_agg sum sumkahan var_pop var_samp variance wavg weighted_avg
"""

_WINDOWS = """
cume_dist dense_rank fill first_value lag last_value lead nth_value ntile percent_rank rank rank_dense row_number
"""

AGGREGATES = frozenset(_AGGREGATES.split())
CALLABLE = frozenset(
    name
    for text in (_OPERATORS, _NUMBERS, _WORDS, _DAYS, _LISTS, _CHOICES, _AGGREGATES, _WINDOWS)
    for name in text.split()
)
# In a from clause: what makes rows of its own. Every other table function reads files or tells about the server.
IN_FROM = frozenset(("generate_series", "range", "unnest"))
# Words without parentheses that are calls: about the server and its reader, not about the rows.
ABOUT_THE_SERVER = frozenset(
    (
        "current_catalog", "current_database", "current_query", "current_role", "current_schema", "current_schemas",
        "current_user", "session_user", "user",
    )
)  # fmt: skip
READS_FILES = ("read_", "parquet_", "sniff_", "glob", "scan", "which_secret")
TELLS_SETTINGS = (
    "current_", "duckdb_", "getenv", "getvariable", "pragma_", "pg_", "inet_", "has_", "txid_", "version",
    "icu_calendar_names", "in_search_path", "get_block_size",
)  # fmt: skip
RUNS_TEXT = frozenset(("query", "query_table", "json_execute_serialized_sql", "json_serialize_plan"))
KEEPS_STATE = frozenset(
    ("nextval", "currval", "setseed", "write_log", "sleep_ms", "enable_logging", "disable_logging", "checkpoint",
     "force_checkpoint", "truncate_duckdb_logs", "enable_profiling", "disable_profiling", "pg_sleep")
)  # fmt: skip
