// Package catalog knows the keys of provisioning files. So far it tells which
// hold secrets, so that no report shows their values.
package catalog
