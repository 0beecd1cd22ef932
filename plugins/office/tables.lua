-- A table as a line for each row, with bars around the cells and a rule below its head, as the host knows tables. pandoc's
-- own tables of plain text are drawn with lines and spaces, which would be quoted with what they hold.

local function cell(blocks)
  local inlines = pandoc.utils.blocks_to_inlines(blocks, { pandoc.Space() })
  local flat = pandoc.Span(inlines)
  return pandoc.walk_inline(flat, {
    LineBreak = function() return pandoc.Space() end,
    SoftBreak = function() return pandoc.Space() end,
  }).content
end

local function row(cells)
  local line, last = {}, 0
  local parts = {}
  for index, blocks in ipairs(cells) do
    parts[index] = cell(blocks)
    if #parts[index] > 0 then last = index end
  end
  for index = 1, last do
    for _, inline in ipairs({ pandoc.Str("|"), pandoc.Space() }) do table.insert(line, inline) end
    for _, inline in ipairs(parts[index]) do table.insert(line, inline) end
    table.insert(line, pandoc.Space())
  end
  if last > 0 then table.insert(line, pandoc.Str("|")) end
  return line
end

function Table(element)
  local simple = pandoc.utils.to_simple_table(element)
  local head = row(simple.headers)
  local rule = #head > 0 and { pandoc.Str("|" .. string.rep("---|", #simple.headers)) } or {}
  local lines = { simple.caption, head, rule }
  for _, cells in ipairs(simple.rows) do table.insert(lines, row(cells)) end
  local inlines = {}
  for _, line in ipairs(lines) do
    if #line > 0 then
      if #inlines > 0 then table.insert(inlines, pandoc.LineBreak()) end
      for _, inline in ipairs(line) do table.insert(inlines, inline) end
    end
  end
  if #inlines == 0 then return {} end
  return pandoc.Para(inlines)
end
