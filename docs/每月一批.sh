#!/usr/bin/env bash
# 每月一批：读表、看变化、入库、体检、出稿、打会议包。
#   bash docs/每月一批.sh 收件 邵阳市 2025-09 出稿
# 收件/报送单位/文件。文件旁可放“文件名.回答.csv”（load 问的，填好 answer 列）和“文件名.说明.txt”（红色体检的原因）。
# 结束时的代码：0 全部接收并出稿；1 有读不出或不收的；3 有等回答的（问题写在“文件名.待答.csv”）；
# 4 有红色体检没有说明的。有一个文件没有接收就不出稿；补好再运行，已接收的不重复入库。
set -uo pipefail
[ $# -eq 4 ] || { echo "用法：bash docs/每月一批.sh 收件 地区 报告期 出稿" >&2; exit 2; }
inbox=$1 region=$2 period=$3 out=$4
run() { "${PYTHON:-.venv/bin/python}" -m analytics "$@"; }
mkdir -p "$out" || exit 1

worst=0
for file in "$inbox"/*/*; do
  case $file in *.回答.csv | *.待答.csv | *.说明.txt) continue ;; esac
  name=$(basename "$file") sender=$(basename "$(dirname "$file")")
  echo "—— $sender：$name" >&2
  run read "$file" --sender "$sender" >"$out/$name.读到.csv"
  run changes "$file" --sender "$sender" >"$out/变化.csv"
  # Of a file taken in before nothing changes: what it changed then is kept.
  if [ "$(wc -l <"$out/变化.csv")" -gt 1 ]; then mv "$out/变化.csv" "$out/$name.变化.csv"; fi
  words=()
  [ -f "$file.回答.csv" ] && words+=(--answers "$file.回答.csv")
  [ -f "$file.说明.txt" ] && words+=(--note "$(cat "$file.说明.txt")")
  run load "$file" --sender "$sender" "${words[@]}" >"$file.待答.csv"
  code=$?
  [ $code -eq 3 ] || rm -f "$file.待答.csv"
  [ $code -gt $worst ] && worst=$code
done
rm -f "$out/变化.csv"
[ $worst -eq 0 ] || exit $worst

# What the checks find is to be read; it stops no draft.
run check --period "$period" >"$out/体检.csv"
run mart ranking --indicator 固定资产投资 --region "$region" --period "$period" >"$out/排名.csv" &&
  run draft --region "$region" --period "$period" -o "$out/季分析.docx" &&
  run package --region "$region" --period "$period" -o "$out"
