package cfgfile

// What the tests from outside share with those from inside.
var (
	Update          = update
	CheckInvariants = checkInvariants
	SameAsRead      = sameAsRead
	AsDialect       = asDialect
	Hidden          = hidden
	Revealed        = revealed
)
