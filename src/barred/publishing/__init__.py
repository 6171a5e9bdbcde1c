"""What we know, shown: verdicts, lists, trees and reports."""
