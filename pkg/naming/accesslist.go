package naming

import "slices"

// accessListModels are the models that take an access list: the description, section
// 4.4.
var accessListModels = []string{"i31S", "i30", "i23S", "i20S", "i32V", "i33V"}

// TakesAccessList tells whether the description has the model among those that take an
// access list.
func (m Model) TakesAccessList() bool { return slices.Contains(accessListModels, m.Name) }
