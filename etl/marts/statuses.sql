-- true when a figure with this status has a value
create macro has_value(status) as status in ('final', 'provisional');

-- status of a sum over parts (an aggregate): the reason of a part without a value is the reason of the whole
create macro combined_status(status) as
  case
    when bool_or(status = 'suppressed') then 'suppressed'
    when bool_or(status = 'missing') then 'missing'
    when bool_or(status = 'not-applicable') then 'not-applicable'
    when bool_or(status = 'provisional') then 'provisional'
    else 'final'
  end;
