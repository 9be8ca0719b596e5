// Package field tests what fvcfg writes against the programs that are to read it: DHCP
// servers and a DHCP client, a SIP tester; and what it reads against those that serve it:
// web, FTP and TFTP servers. It holds tests and nothing else.
//
// Each test starts the programs it needs in the foreground, with configuration that it
// writes, and those that talk to each other in network namespaces that it makes. That
// takes root. Where a program is missing, or namespaces cannot be made, a test is skipped
// and says why; .ci/run installs the programs and, where it can, has none skipped.
package field
